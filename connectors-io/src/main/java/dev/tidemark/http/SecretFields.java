package dev.tidemark.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides what stands where secrets use to stand. {@link Masking} knows our own secrets; but sources
 * tell those of others in their answers. An answer may be JSON, a form, XML, or any of them cut or
 * broken, so it is looked through and not parsed; rather too much is hidden than too little.
 */
public final class SecretFields {
  private static final String STARS = "****";

  /** A name and what leads from it to its value. */
  private static final Pattern MEMBER =
      Pattern.compile("([A-Za-z][\\w.-]{1,60}+(?: [Kk]ey)?+)\\\\*+[\"']?\\s*+([:=])\\s*+");

  private static final Pattern ELEMENT =
      Pattern.compile("<([A-Za-z][\\w.:-]{1,60}+)([^<>]{0,200}+>)([^<]++)");

  private static final Pattern SCHEME =
      Pattern.compile("(?i)\\b(bearer|basic)(\\s++)[\\w.~+/=-]{8,}+");

  /** What ends a value that has no quotes around it. */
  private static final String ENDS = " \t\r\n,;&<>\"'}])";

  private static final List<String> WHOLE = List.of("pass", "pwd", "otp", "sig", "sessionid");

  private static final List<String> PARTS =
      List.of(
          "secret",
          "password",
          "passwd",
          "passphrase",
          "apikey",
          "accesskey",
          "privatekey",
          "signingkey",
          "sharedkey",
          "authkey",
          "credential",
          "authorization",
          "cookie",
          "signature",
          "jwt");

  /** Tokens of this kind only say where something goes on. */
  private static final List<String> POSITIONS =
      List.of("page", "next", "prev", "continu", "cursor", "sync", "start", "position");

  private SecretFields() {}

  /** The text, of which nothing may be cut before, with all secrets replaced by stars. */
  public static String mask(String text) {
    String masked = members(Masking.mask(text));
    masked =
        ELEMENT
            .matcher(masked)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        isSecret(found.group(1))
                            ? "<" + found.group(1) + found.group(2) + STARS
                            : found.group()));
    return SCHEME.matcher(masked).replaceAll("$1$2" + Matcher.quoteReplacement(STARS));
  }

  private static String members(String text) {
    StringBuilder masked = new StringBuilder();
    Matcher member = MEMBER.matcher(text);
    int done = 0;
    int from = 0;
    while (member.find(from)) {
      from = member.end();
      if (isSecret(member.group(1))) {
        int end = end(text, from, member.group(2).equals("="));
        if (end > from) {
          masked.append(text, done, from).append(STARS);
          done = end;
          from = end;
        }
      }
    }
    return masked.append(text, done, text.length()).toString();
  }

  /**
   * Where a value ends; its start if it is none that must be hidden.
   *
   * @param isForm whether it stands after an equals sign; prose has colons too
   */
  private static int end(String text, int start, boolean isForm) {
    int at = start;
    while (at < text.length() && text.charAt(at) == '\\') {
      at++;
    }
    if (at == text.length()) {
      return at;
    }
    return switch (text.charAt(at)) {
      case '"', '\'' -> quoted(text, at, at - start);
      case '{', '[' -> nested(text, at);
      default -> bare(text, start, isForm);
    };
  }

  /** After the quote that ends a value, which is escaped as often as the one that begins it. */
  private static int quoted(String text, int opening, int escapes) {
    int run = 0;
    for (int at = opening + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == text.charAt(opening) && run <= escapes) {
        return at + 1;
      }
      run = c == '\\' ? run + 1 : 0;
    }
    return text.length();
  }

  private static int nested(String text, int opening) {
    int depth = 0;
    for (int at = opening; at < text.length(); at++) {
      char c = text.charAt(at);
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      if (depth == 0) {
        return at + 1;
      }
    }
    return text.length();
  }

  private static int bare(String text, int start, boolean isForm) {
    int end = start;
    boolean hasDigit = false;
    for (; end < text.length() && ENDS.indexOf(text.charAt(end)) < 0; end++) {
      hasDigit |= Character.isDigit(text.charAt(end));
    }
    return isForm || hasDigit ? end : start;
  }

  /** Whether what has that name uses to be a secret. */
  public static boolean isSecret(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[_.:\\- ]", "");
    boolean isToken = plain.endsWith("token") || plain.endsWith("tokens");
    return WHOLE.contains(plain)
        || PARTS.stream().anyMatch(plain::contains)
        || (isToken && POSITIONS.stream().noneMatch(plain::contains));
  }
}
