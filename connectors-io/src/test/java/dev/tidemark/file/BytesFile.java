package dev.tidemark.file;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/** A file in memory. */
public final class BytesFile implements FileContent {
  private final byte[] bytes;
  private final boolean seekable;

  public BytesFile(byte[] bytes, boolean seekable) {
    this.bytes = bytes.clone();
    this.seekable = seekable;
  }

  @Override
  public String name() {
    return "folder/file";
  }

  @Override
  public long length() {
    return seekable ? bytes.length : -1;
  }

  @Override
  public boolean isSeekable() {
    return seekable;
  }

  @Override
  public InputStream open(long offset, long length) {
    int from = (int) Math.min(offset, bytes.length);
    return new ByteArrayInputStream(bytes, from, (int) Math.min(length, bytes.length - from));
  }
}
