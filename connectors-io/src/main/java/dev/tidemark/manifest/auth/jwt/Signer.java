package dev.tidemark.manifest.auth.jwt;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemark.http.Masking;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Expression;
import dev.tidemark.manifest.language.Memo;
import dev.tidemark.problem.Problem;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;

/** Signs with the key that a manifest names. */
final class Signer {
  /** In the language too, but Java 16 has dropped its curve. */
  private static final String GONE = "ES256K";

  private final String path;
  private final String word;
  private final Algorithm algorithm;
  private final Expression secret;
  private final Expression isEncoded;
  private final Expression passphrase;
  private final Memo<PrivateKey> keys = new Memo<>();

  Signer(Component component) {
    path = component.path();
    word = component.text("algorithm", "");
    algorithm = algorithm(component);
    secret = component.expression("secret_key", Claims.NAMES);
    isEncoded = component.expression("base64_encode_secret_key", Claims.NAMES, false);
    passphrase = component.expression("passphrase", Claims.NAMES, "");
  }

  private static Algorithm algorithm(Component component) {
    if (component.text("algorithm", "").equals(GONE)) {
      component.flaw("algorithm", "ES256K can't be had: Java 16 has dropped its curve, secp256k1");
      return null;
    }
    String word = component.choice("algorithm", Algorithm.WORDS, null);
    return Algorithm.WORDS.contains(word) ? Algorithm.of(word) : null;
  }

  /** Its name in the header of a token. */
  String algorithm() {
    return word;
  }

  /** The secret or the private key, as text. */
  String secret() {
    String text = secret.textIn(Claims.SCOPE);
    if (text.isEmpty()) {
      throw Problem.config(path + ".secret_key came out empty; look at the config");
    }
    return text;
  }

  byte[] sign(byte[] text) {
    try {
      return algorithm.isShared()
          ? algorithm.sign(text, sharedSecret())
          : algorithm.sign(text, privateKey());
    } catch (GeneralSecurityException e) {
      throw Problem.config(path + ": a token can't be signed by " + word + ": " + e.getMessage());
    }
  }

  private byte[] sharedSecret() {
    String text = secret();
    Masking.register(text);
    byte[] bytes = text.getBytes(UTF_8);
    return isEncoded.holdsIn(Claims.SCOPE) ? Base64.getEncoder().encode(bytes) : bytes;
  }

  private PrivateKey privateKey() {
    String text = secret();
    String phrase = passphrase.textIn(Claims.SCOPE);
    return keys.get(
        List.of(text, phrase),
        () -> {
          Masking.register(text);
          Masking.register(phrase);
          try {
            return PemKey.read(text, phrase, algorithm);
          } catch (Problem problem) {
            throw problem.in(path + ".secret_key");
          }
        });
  }
}
