package dev.tidemark.manifest.auth.jwt;

import dev.tidemark.problem.Problem;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The ways to sign a token. */
enum Algorithm {
  HS256("HmacSHA256", Kind.SHARED, 0),
  HS384("HmacSHA384", Kind.SHARED, 0),
  HS512("HmacSHA512", Kind.SHARED, 0),
  RS256("SHA256withRSA", Kind.RSA, 0),
  RS384("SHA384withRSA", Kind.RSA, 0),
  RS512("SHA512withRSA", Kind.RSA, 0),
  PS256("RSASSA-PSS", Kind.RSA, 256),
  PS384("RSASSA-PSS", Kind.RSA, 384),
  PS512("RSASSA-PSS", Kind.RSA, 512),
  ES256("SHA256withECDSAinP1363Format", Kind.ELLIPTIC, 256),
  ES384("SHA384withECDSAinP1363Format", Kind.ELLIPTIC, 384),
  ES512("SHA512withECDSAinP1363Format", Kind.ELLIPTIC, 521),
  EDDSA("EdDSA", Kind.EDWARDS, 0);

  /** The names of all, as manifests write them. */
  static final List<String> WORDS =
      List.of(
          "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256",
          "ES384", "ES512", "EdDSA");

  private enum Kind {
    SHARED("secret"),
    RSA("RSA"),
    ELLIPTIC("EC"),
    EDWARDS("EdDSA");

    private final String javaName;

    Kind(String javaName) {
      this.javaName = javaName;
    }
  }

  private final String javaName;
  private final Kind kind;
  private final int bits;

  /**
   * @param bits of the hash, where its name does not say, or of the curve
   */
  Algorithm(String javaName, Kind kind, int bits) {
    this.javaName = javaName;
    this.kind = kind;
    this.bits = bits;
  }

  static Algorithm of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** Whether it takes a shared secret, and not a private key. */
  boolean isShared() {
    return kind == Kind.SHARED;
  }

  /** What Java calls its keys. */
  String keyKind() {
    return kind.javaName;
  }

  /** Each has its curve; a signature of another length would be refused. */
  void refuseOtherCurves(PrivateKey key) {
    if (key instanceof ECKey own && own.getParams().getCurve().getField().getFieldSize() != bits) {
      throw Problem.config(this + " needs a key on the curve P-" + bits + "; this is on another");
    }
  }

  byte[] sign(byte[] text, byte[] secret) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(javaName);
    mac.init(new SecretKeySpec(secret, javaName));
    return mac.doFinal(text);
  }

  byte[] sign(byte[] text, PrivateKey key) throws GeneralSecurityException {
    Signature signature = Signature.getInstance(javaName);
    if (kind == Kind.RSA && bits > 0) {
      String hash = "SHA-" + bits;
      signature.setParameter(
          new PSSParameterSpec(
              hash,
              "MGF1",
              new MGF1ParameterSpec(hash),
              bits / 8,
              PSSParameterSpec.TRAILER_FIELD_BC));
    }
    signature.initSign(key);
    signature.update(text);
    return signature.sign();
  }
}
