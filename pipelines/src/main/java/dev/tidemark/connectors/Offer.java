package dev.tidemark.connectors;

import dev.tidemark.http.Network;
import dev.tidemark.http.Reply;
import dev.tidemark.manifest.ManifestFile;
import dev.tidemark.problem.Problem;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A manifest that a connector may be made of.
 *
 * @param name what it is called where it comes from
 * @param version of the connector; empty where nobody says
 * @param from the URL or the file
 * @param text the manifest, with the files that belong to it
 */
public record Offer(String name, String version, String from, String text) {
  /** Where public connectors are found. */
  public static final String PUBLIC = "https://connectors.airbyte.com/files/metadata/airbyte";

  public static final String LATEST = "latest";

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final Pattern TAG =
      Pattern.compile("^\\s*dockerImageTag:\\s*[\"']?([\\w.+-]+)", Pattern.MULTILINE);
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+-]*");

  /**
   * Finds a manifest.
   *
   * @param what the name of a public connector, a URL, or the path of a file or of its folder
   * @param version of a public connector
   * @param registry where public connectors are found
   * @throws Problem if there is none
   */
  public static Offer of(String what, String version, String registry, Network network) {
    if (Download.isUrl(what)) {
      return ofUrl(Download.url(what), network);
    }
    if (NAME.matcher(what).matches()) {
      return ofRegistry(what.replaceFirst("^source-", ""), version, registry, network);
    }
    Path path = Path.of(what);
    return ofFile(Files.isDirectory(path) ? path.resolve("manifest.yaml") : path);
  }

  private static Offer ofFile(Path file) {
    Path whole = file.toAbsolutePath().normalize();
    if (!Files.exists(whole)) {
      throw Problem.config(
          "there is no file "
              + file
              + "; what can be added is the name of a public connector, a URL or a file");
    }
    return new Offer(
        ManifestName.of(whole.toString()), "", whole.toString(), ManifestFile.read(whole));
  }

  private static Offer ofUrl(URI url, Network network) {
    String text = Download.manifest(url, network);
    String version = ManifestName.version(url.getPath());
    return new Offer(ManifestName.of(url.getPath()), version, Download.bare(url), text);
  }

  private static Offer ofRegistry(String name, String version, String registry, Network network) {
    if (!VERSION.matcher(version).matches()) {
      throw Problem.config("'" + version + "' is not a version such as 1.2.3 or " + LATEST);
    }
    String folder = registry.replaceFirst("/+$", "") + "/source-" + name + "/" + version + "/";
    URI url = Download.url(folder + "manifest.yaml");
    Reply reply = Download.get(url, network);
    if (reply.status() == NOT_FOUND) {
      throw Problem.config(
          "there is no manifest of '"
              + name
              + "', version "
              + version
              + ", at "
              + Download.bare(url)
              + ". Perhaps it is called otherwise, or it is not made of a manifest");
    }
    if (reply.status() != OK) {
      throw Problem.config(
          "no manifest at " + Download.bare(url) + ": the server answered " + reply.status());
    }
    String found = version.equals(LATEST) ? latest(folder, network) : version;
    return new Offer(name, found, Download.bare(url), Download.text(reply));
  }

  /** Which version the latest is, if the registry says so. */
  private static String latest(String folder, Network network) {
    Reply reply = Download.get(Download.url(folder + "metadata.yaml"), network);
    Matcher tag = TAG.matcher(Download.text(reply));
    return reply.status() == OK && tag.find() ? tag.group(1) : LATEST;
  }
}
