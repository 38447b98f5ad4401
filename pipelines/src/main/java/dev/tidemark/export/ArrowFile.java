package dev.tidemark.export;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.WriteChannel;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.ipc.message.ArrowFooter;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.ipc.message.MessageSerializer;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Arrow's file format. The library's own writer looks at its buffers in a way that Java allows only
 * with {@code --add-opens}; here they are copied, and everything else is left to the library.
 */
final class ArrowFile {
  private static final byte[] MAGIC = "ARROW1".getBytes(US_ASCII);
  private static final int CONTINUES = -1;

  private final Schema schema;
  private final WriteChannel out;
  private final List<ArrowBlock> batches = new ArrayList<>();

  ArrowFile(Schema schema, OutputStream out) throws IOException {
    this.schema = schema;
    this.out = new Copying(out);
    this.out.write(MAGIC);
    this.out.align();
    MessageSerializer.serialize(this.out, schema);
  }

  void write(VectorSchemaRoot rows) throws IOException {
    try (ArrowRecordBatch batch = new VectorUnloader(rows).getRecordBatch()) {
      batches.add(MessageSerializer.serialize(out, batch));
    }
  }

  /** Writes where the batches are. */
  void end() throws IOException {
    out.writeIntLittleEndian(CONTINUES);
    out.writeIntLittleEndian(0);
    long start = out.getCurrentPosition();
    out.write(new ArrowFooter(schema, List.of(), batches, Map.of()), false);
    out.writeIntLittleEndian((int) (out.getCurrentPosition() - start));
    out.write(MAGIC);
  }

  private static final class Copying extends WriteChannel {
    Copying(OutputStream out) {
      super(Channels.newChannel(out));
    }

    @Override
    public void write(ArrowBuf buffer) throws IOException {
      byte[] bytes = new byte[(int) buffer.readableBytes()];
      buffer.getBytes(buffer.readerIndex(), bytes);
      write(bytes);
    }
  }
}
