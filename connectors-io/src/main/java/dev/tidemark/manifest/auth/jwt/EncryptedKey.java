package dev.tidemark.manifest.auth.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens private keys that have a passphrase. Java itself knows PBES2 with AES alone, and Box, for
 * one, gives out keys with triple DES.
 */
final class EncryptedKey {
  private static final String PBES2 = "2a864886f70d01050d";
  private static final String PBKDF2 = "2a864886f70d01050c";
  private static final String USUAL_HASH = "2a864886f70d0207";

  private static final Map<String, String> HASHES =
      Map.of(
          USUAL_HASH,
          "PBKDF2WithHmacSHA1",
          "2a864886f70d0208",
          "PBKDF2WithHmacSHA224",
          "2a864886f70d0209",
          "PBKDF2WithHmacSHA256",
          "2a864886f70d020a",
          "PBKDF2WithHmacSHA384",
          "2a864886f70d020b",
          "PBKDF2WithHmacSHA512");

  private static final Map<String, Scheme> SCHEMES =
      Map.of(
          "2a864886f70d0307", Scheme.TRIPLE_DES,
          "608648016503040102", new Scheme("AES", 16),
          "608648016503040116", new Scheme("AES", 24),
          "60864801650304012a", new Scheme("AES", 32),
          "DES-EDE3-CBC", Scheme.TRIPLE_DES,
          "AES-128-CBC", new Scheme("AES", 16),
          "AES-192-CBC", new Scheme("AES", 24),
          "AES-256-CBC", new Scheme("AES", 32));

  /** More rounds than anybody uses would only keep us busy. */
  private static final int MOST_ROUNDS = 10_000_000;

  private record Scheme(String cipher, int keyBytes) {
    static final Scheme TRIPLE_DES = new Scheme("DESede", 24);

    byte[] open(byte[] data, byte[] key, byte[] start) throws GeneralSecurityException {
      Cipher opener = Cipher.getInstance(cipher + "/CBC/PKCS5Padding");
      opener.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, cipher), new IvParameterSpec(start));
      return opener.doFinal(data);
    }
  }

  private EncryptedKey() {}

  /** The PKCS#8 key in an encrypted PKCS#8 key. */
  static byte[] open(byte[] encrypted, String passphrase) throws GeneralSecurityException {
    Der info = Der.read(encrypted);
    Der way = info.part(0);
    if (!way.part(0).hex().equals(PBES2)) {
      return openByJava(encrypted, passphrase);
    }
    Der derivation = way.part(1).part(0);
    Der encryption = way.part(1).part(1);
    Scheme scheme = SCHEMES.get(encryption.part(0).hex());
    if (!derivation.part(0).hex().equals(PBKDF2) || scheme == null) {
      throw unknown();
    }
    byte[] key = derive(derivation.part(1).parts(), scheme, passphrase);
    return scheme.open(info.part(1).content(), key, encryption.part(1).content());
  }

  private static byte[] derive(List<Der> parameters, Scheme scheme, String passphrase)
      throws GeneralSecurityException {
    int rounds = parameters.get(1).number();
    Der last = parameters.get(parameters.size() - 1);
    String hash = HASHES.get(last.isInteger() ? USUAL_HASH : last.part(0).hex());
    if (hash == null || rounds > MOST_ROUNDS) {
      throw unknown();
    }
    PBEKeySpec spec =
        new PBEKeySpec(
            passphrase.toCharArray(), parameters.get(0).content(), rounds, scheme.keyBytes() * 8);
    return SecretKeyFactory.getInstance(hash).generateSecret(spec).getEncoded();
  }

  private static byte[] openByJava(byte[] encrypted, String passphrase)
      throws GeneralSecurityException {
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted);
      SecretKey key =
          SecretKeyFactory.getInstance(info.getAlgName())
              .generateSecret(new PBEKeySpec(passphrase.toCharArray()));
      return info.getKeySpec(key).getEncoded();
    } catch (IOException e) {
      throw unknown();
    }
  }

  /** A key whose encryption the text before it names, as OpenSSL did it first. */
  static byte[] open(byte[] data, String cipher, String start, String passphrase)
      throws GeneralSecurityException {
    Scheme scheme = SCHEMES.get(cipher);
    if (scheme == null) {
      throw unknown();
    }
    byte[] vector = HexFormat.of().parseHex(start);
    byte[] secret = passphrase.getBytes(UTF_8);
    byte[] key = new byte[0];
    byte[] hash = new byte[0];
    while (key.length < scheme.keyBytes()) {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(hash);
      digest.update(secret);
      digest.update(vector, 0, 8);
      hash = digest.digest();
      key = Arrays.copyOf(key, key.length + hash.length);
      System.arraycopy(hash, 0, key, key.length - hash.length, hash.length);
    }
    return scheme.open(data, Arrays.copyOf(key, scheme.keyBytes()), vector);
  }

  private static Problem unknown() {
    return Problem.config(
        "the private key is encrypted in a way that can't be read; encrypt it anew"
            + " (openssl pkcs8 -topk8 -v2 aes-256-cbc), or give it without a passphrase");
  }
}
