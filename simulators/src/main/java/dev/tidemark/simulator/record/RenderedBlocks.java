package dev.tidemark.simulator.record;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/**
 * Keeps the JSON text of records that never change: {@code new RenderedBlocks(customers, size,
 * share)}. Blocks are kept in the order of asking until their share of the heap is used up; later
 * ones are written afresh each time. Nothing is dropped for something newer, because a reader that
 * goes through a stream longer than the room would then never find anything.
 */
public final class RenderedBlocks implements Recipe {
  private static final int BLOCK = 128;
  private static final long MOST_BYTES = 400L << 20;

  private final Recipe recipe;
  private final IntSupplier size;
  private final AtomicLong room;
  private final Map<Integer, Block> blocks = new ConcurrentHashMap<>();

  /** Keeps at most one {@code share}th of the heap, and never more than 400 MB. */
  public RenderedBlocks(Recipe recipe, IntSupplier size, int share) {
    this.recipe = recipe;
    this.size = size;
    this.room = new AtomicLong(Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / share));
  }

  @Override
  public void write(int position, RecordSink sink) {
    recipe.write(position, sink);
  }

  @Override
  public void append(JsonBytes out, int from, int to) {
    for (int at = from; at < to; ) {
      int first = at - at % BLOCK;
      int end = Math.min(to, first + BLOCK);
      appendWithin(out, first, at, end);
      out.raw(',');
      at = end;
    }
    if (from < to) {
      out.truncate(out.size() - 1);
    }
  }

  private void appendWithin(JsonBytes out, int first, int from, int to) {
    Block block = blocks.get(first);
    if (block == null && room.get() > 0 && first + BLOCK <= size.getAsInt()) {
      block = render(first);
    }
    if (block == null) {
      recipe.append(out, from, to);
    } else {
      out.raw(block.text, block.starts[from - first], block.starts[to - first] - 1);
    }
  }

  private Block render(int first) {
    int[] starts = new int[BLOCK + 1];
    JsonBytes text = new JsonBytes();
    for (int i = 0; i < BLOCK; i++) {
      recipe.append(text, first + i, first + i + 1);
      starts[i + 1] = text.raw(',').size();
    }
    Block block = new Block(text.toByteArray(), starts);
    if (blocks.putIfAbsent(first, block) == null) {
      room.addAndGet(-block.text.length);
    }
    return block;
  }

  private static final class Block {
    private final byte[] text;
    private final int[] starts;

    Block(byte[] text, int[] starts) {
      this.text = text;
      this.starts = starts;
    }
  }
}
