package dev.tidemark.manifest.auth.jwt;

import dev.tidemark.problem.Problem;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads private keys as people are given them: PKCS#8, PKCS#1 and SEC 1 in PEM, plain or with a
 * passphrase.
 */
final class PemKey {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
  private static final Pattern ENCRYPTION =
      Pattern.compile("DEK-Info:\\s*([A-Z0-9-]+),([0-9A-Fa-f]+)\\s*");

  private static final Der RSA = Der.name("2a864886f70d010101");
  private static final Der ELLIPTIC = Der.name("2a8648ce3d0201");
  private static final int CURVE = 0xa0;

  private final String passphrase;

  private PemKey(String passphrase) {
    this.passphrase = passphrase;
  }

  /**
   * The key in a text.
   *
   * @param passphrase may be empty
   * @throws Problem if there is none that the algorithm can use; it quotes nothing of it
   */
  static PrivateKey read(String text, String passphrase, Algorithm algorithm) {
    // Keys that came through JSON or an environment often have their line breaks written out.
    Matcher block = BLOCK.matcher(text.replace("\\n", "\n"));
    if (!block.find()) {
      throw Problem.config(algorithm + " needs a private key in PEM (-----BEGIN PRIVATE KEY-----)");
    }
    try {
      byte[] key = new PemKey(passphrase).pkcs8(block.group(1), block.group(2));
      PrivateKey read =
          KeyFactory.getInstance(algorithm.keyKind()).generatePrivate(new PKCS8EncodedKeySpec(key));
      algorithm.refuseOtherCurves(read);
      return read;
    } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw Problem.config(
          "the private key can't be read as one for "
              + algorithm
              + " ("
              + algorithm.keyKind()
              + "); is it whole, and of that kind?"
              + (passphrase.isEmpty() ? "" : " Does the passphrase belong to it?"));
    }
  }

  private byte[] pkcs8(String label, String body) throws GeneralSecurityException {
    return switch (label) {
      case "PRIVATE KEY" -> bytes(body);
      case "ENCRYPTED PRIVATE KEY" -> EncryptedKey.open(bytes(body), required());
      case "RSA PRIVATE KEY" -> wrapped(RSA, Der.nothing(), plain(body));
      case "EC PRIVATE KEY" -> {
        byte[] key = plain(body);
        yield wrapped(ELLIPTIC, curve(key), key);
      }
      default ->
          throw Problem.config(
              "a key in PEM as '"
                  + label
                  + "' can't be read; PKCS#8 can (openssl pkcs8 -topk8, or ssh-keygen -p -m"
                  + " PKCS8)");
    };
  }

  private byte[] plain(String body) throws GeneralSecurityException {
    Matcher encryption = ENCRYPTION.matcher(body);
    if (!encryption.find()) {
      return bytes(body);
    }
    byte[] data = bytes(body.substring(encryption.end()));
    return EncryptedKey.open(data, encryption.group(1), encryption.group(2), required());
  }

  private static byte[] bytes(String body) {
    return Base64.getMimeDecoder().decode(body);
  }

  private String required() {
    if (passphrase.isEmpty()) {
      throw Problem.config("the private key is encrypted, and there is no passphrase");
    }
    return passphrase;
  }

  private static byte[] wrapped(Der kind, Der parameters, byte[] key) {
    return Der.sequence(Der.integer(0), Der.sequence(kind, parameters), Der.octets(key)).encoded();
  }

  private static Der curve(byte[] key) {
    return Der.read(key).parts().stream()
        .filter(part -> part.tag() == CURVE)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no curve"))
        .part(0);
  }
}
