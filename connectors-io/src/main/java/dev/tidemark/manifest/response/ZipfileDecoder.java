package dev.tidemark.manifest.response;

import dev.tidemark.http.Reply;
import dev.tidemark.http.Unpacking;
import dev.tidemark.json.Layout;
import dev.tidemark.manifest.language.Component;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.ChecksumVerifyingInputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** A zip archive, whose members are read one after another. */
final class ZipfileDecoder implements Decoder {
  private static final int MOST_MEMBERS = 10_000;

  private final Format format;

  ZipfileDecoder(Component component) {
    boolean isOld = component.has("parser") && !component.has("decoder");
    format = Format.child(component, isOld ? "parser" : "decoder");
  }

  @Override
  public Paging paging() {
    return Paging.NONE;
  }

  @Override
  public Elements open(Answer answer) throws Undecodable {
    Body body = Body.of(answer);
    try {
      ZipFile archive = ZipFile.builder().setSeekableByteChannel(bytes(answer.reply())).get();
      List<ZipArchiveEntry> members = Collections.list(archive.getEntries());
      Unpacking unpacking = new Unpacking(body.packed());
      long size = members.stream().mapToLong(ZipArchiveEntry::getSize).sum();
      if (members.size() > MOST_MEMBERS || unpacking.isTooMuch(size)) {
        String found = members.size() + " members of " + (size >> 20) + " MB in all";
        throw body.fault("is no archive that would be unpacked", found);
      }
      return new Members(archive, members.iterator(), body, unpacking);
    } catch (IOException e) {
      throw body.fault("is not a zip archive", e.getMessage());
    }
  }

  private static SeekableByteChannel bytes(Reply reply) {
    return reply.file() == null
        ? new SeekableInMemoryByteChannel(reply.body())
        : reply.file().file();
  }

  private final class Members implements Elements {
    private final ZipFile archive;
    private final Iterator<ZipArchiveEntry> members;
    private final Body body;
    private final Unpacking unpacking;
    private Elements member = Elements.of(List.of());
    private long before;

    Members(ZipFile archive, Iterator<ZipArchiveEntry> members, Body body, Unpacking unpacking) {
      this.archive = archive;
      this.members = members;
      this.body = body;
      this.unpacking = unpacking;
    }

    @Override
    public boolean hasNext() throws Undecodable {
      while (!member.hasNext()) {
        if (!members.hasNext()) {
          return false;
        }
        before += member.position();
        member = open(members.next());
      }
      return true;
    }

    private Elements open(ZipArchiveEntry entry) throws Undecodable {
      if (entry.isDirectory()) {
        return Elements.of(List.of());
      }
      try {
        InputStream content =
            new ChecksumVerifyingInputStream(
                new CRC32(), archive.getInputStream(entry), entry.getSize(), entry.getCrc());
        return format.read(body.member(entry.getName(), unpacking.limited(content)));
      } catch (IOException e) {
        throw body.fault("can't be unpacked", entry.getName() + ": " + e.getMessage());
      }
    }

    @Override
    public Object next(Layout layouts) throws Undecodable {
      if (!hasNext()) {
        throw new IllegalStateException("there is no further element");
      }
      return member.next(layouts);
    }

    @Override
    public long position() {
      return before + member.position();
    }
  }
}
