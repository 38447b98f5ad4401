package dev.tidemark.simulator.record;

/** Writes members as the text of one JSON object. */
final class JsonRecordSink implements RecordSink {
  private final JsonBytes out;
  private boolean first;

  JsonRecordSink(JsonBytes out) {
    this.out = out;
  }

  void record(Recipe recipe, int position) {
    out.raw('{');
    first = true;
    recipe.write(position, this);
    out.raw('}');
  }

  @Override
  public void text(String name, String value) {
    JsonBytes at = member(name);
    if (value == null) {
      at.raw("null");
    } else {
      at.string(value);
    }
  }

  @Override
  public void number(String name, long value) {
    member(name).number(value);
  }

  @Override
  public void fraction(String name, double value) {
    member(name).number(value);
  }

  @Override
  public void flag(String name, boolean value) {
    member(name).raw(value ? "true" : "false");
  }

  @Override
  public void value(String name, Object value) {
    member(name).value(value);
  }

  @Override
  public void all(Fragment fragment) {
    if (fragment.json().length > 0) {
      separate();
      out.raw(fragment.json());
    }
  }

  private JsonBytes member(String name) {
    separate();
    return out.string(name).raw(':');
  }

  private void separate() {
    if (!first) {
      out.raw(',');
    }
    first = false;
  }
}
