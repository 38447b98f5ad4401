package dev.tidemark.file.parquet;

import dev.tidemark.file.value.Values;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;

/** Takes single values. Those of a dictionary are made once, and shared. */
final class LeafConverter extends PrimitiveConverter {
  private final Leaf leaf;
  private final boolean sharesBytes;
  private final BooleanSupplier flawed;
  private final Consumer<Object> target;
  private Dictionary dictionary;
  private Object[] shared;

  /**
   * @param sharesBytes whether values are stored as bytes, so that they may share a dictionary
   * @param flawed whether something is wrong with the record at hand; what it is will be told of
   *     every record that has it
   */
  LeafConverter(Leaf leaf, boolean sharesBytes, BooleanSupplier flawed, Consumer<Object> target) {
    this.leaf = leaf;
    this.sharesBytes = sharesBytes;
    this.flawed = flawed;
    this.target = target;
  }

  @Override
  public boolean hasDictionarySupport() {
    return sharesBytes;
  }

  @Override
  public void setDictionary(Dictionary newDictionary) {
    dictionary = newDictionary;
    shared = new Object[newDictionary.getMaxId() + 1];
  }

  @Override
  public void addValueFromDictionary(int id) {
    Object value = shared[id];
    if (value == null) {
      value = leaf.ofBytes().apply(dictionary.decodeToBinary(id));
      shared[id] = flawed.getAsBoolean() ? null : value;
    }
    target.accept(value);
  }

  @Override
  public void addBinary(Binary value) {
    target.accept(leaf.ofBytes().apply(value));
  }

  @Override
  public void addBoolean(boolean value) {
    target.accept(value);
  }

  @Override
  public void addDouble(double value) {
    target.accept(Values.number(value));
  }

  @Override
  public void addFloat(float value) {
    target.accept(Values.number(value));
  }

  @Override
  public void addInt(int value) {
    target.accept(leaf.ofInteger().apply(value));
  }

  @Override
  public void addLong(long value) {
    target.accept(leaf.ofInteger().apply(value));
  }
}
