package dev.tidemark.manifest.dynamic;

import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.requester.Calls;
import dev.tidemark.manifest.retriever.EveryRecord;
import dev.tidemark.manifest.retriever.Retriever;
import dev.tidemark.manifest.slicing.Slicer;
import dev.tidemark.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The records of a retriever. */
final class HttpComponents implements ComponentsResolver {
  static final String SLICE = "stream_slice";

  /** More streams than anybody would want to read. */
  private static final int MOST = 100_000;

  private final Retriever retriever;

  HttpComponents(Component component, Function<Component, Retriever> retrievers) {
    retriever = retrievers.apply(component.child("retriever"));
  }

  @Override
  public List<Values> values(Calls calls) {
    List<Values> values = new ArrayList<>();
    EveryRecord.of(retriever)
        .visit(
            calls,
            (slice, record) -> {
              if (values.size() == MOST) {
                throw Problem.source("the source lists more than " + MOST + " streams");
              }
              values.add(new Values(record, Map.of(SLICE, Slicer.view(slice))));
              return true;
            });
    return values;
  }

  @Override
  public boolean asks() {
    return true;
  }
}
