package dev.tidemark.manifest.template;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The filters of the manifest language. */
final class CodecFilters {
  static final List<Function> ALL =
      List.of(
          Function.of("hash", "hash_type? salt?", CodecFilters::hash),
          Function.of("hmac", "key hash_type?", CodecFilters::hmac),
          Function.of("base64encode", "", call -> encode(call.subject())),
          Function.of("base64decode", "", call -> decode(call.subject())),
          Function.of("base64binascii_decode", "", call -> encode(call.subject())),
          Function.of("string", "", call -> string(call.subject())),
          Function.of("regex_search", "regex", CodecFilters::search),
          Function.of("regex_replace", "regex replacement", CodecFilters::replace));

  private CodecFilters() {}

  private static String hash(Invocation call) {
    String name = call.text(0, "md5");
    try {
      MessageDigest digest = MessageDigest.getInstance(javaName(name));
      digest.update(utf8(PythonText.str(call.subject())));
      if (call.flag(1)) {
        digest.update(utf8(PythonText.str(call.at(1))));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new EvaluationProblem("no hash function named '" + name + "'", e);
    }
  }

  /** {@code sha256} is {@code SHA-256}, {@code sha3_256} is {@code SHA3-256}. */
  private static String javaName(String name) {
    return name.toUpperCase(Locale.ROOT).replaceFirst("^SHA(?=[1-9]+$)", "SHA-").replace('_', '-');
  }

  private static String hmac(Invocation call) {
    String name = call.text(1, "sha256");
    if (!name.equals("sha256")) {
      throw new EvaluationProblem("hash type '" + name + "' is not allowed; allowed is sha256");
    }
    byte[] key = utf8(PythonText.str(call.at(0)));
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(utf8(PythonText.str(call.subject()))));
    } catch (GeneralSecurityException e) {
      throw new EvaluationProblem("cannot compute the HMAC", e);
    }
  }

  private static String encode(Object value) {
    return Base64.getEncoder().encodeToString(utf8(encodable(value)));
  }

  /** Characters outside the alphabet are passed over, as Python does. */
  private static String decode(Object value) {
    String digits = encodable(value).replaceAll("[^A-Za-z0-9+/=]", "");
    try {
      byte[] bytes = Base64.getDecoder().decode(digits);
      if (digits.length() % 4 != 0) {
        throw new EvaluationProblem("incorrect padding of base64 text");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new EvaluationProblem("the text is not base64 of UTF-8", e);
    }
  }

  /** Not a type error in Python, so the evaluation fails. */
  private static String encodable(Object value) {
    Undefined.refuse(value);
    if (value instanceof String text) {
      return text;
    }
    throw new EvaluationProblem("'" + TypeNames.of(value) + "' object has no attribute 'encode'");
  }

  /** Quoted three times, so that the value that the template gives stays a text. */
  private static String string(Object value) {
    return value instanceof String text ? text : "\"\"\"" + JsonText.of(value) + "\"\"\"";
  }

  /** The first group; empty where there is no match or no group. */
  private static Object search(Invocation call) {
    Matcher matcher = PythonRegex.of(Invocation.text(call.at(0))).matcher(expectText(call));
    return matcher.find() && matcher.groupCount() > 0 ? matcher.group(1) : "";
  }

  private static String replace(Invocation call) {
    PythonRegex regex = PythonRegex.of(call.text(0));
    return regex.replaceAll(expectText(call), call.text(1));
  }

  /** Python's re refuses an undefined value with a type error, like any other that is no text. */
  private static String expectText(Invocation call) {
    if (call.subject() instanceof String text) {
      return text;
    }
    throw new TypeTrouble(
        "expected string or bytes-like object, got " + TypeNames.of(call.subject()));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
