package dev.tidemark.manifest.job;

import dev.tidemark.manifest.language.Component;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The words of a source for the statuses of a job.
 *
 * @param statuses by word
 */
public record StatusMap(Map<String, JobStatus> statuses) {
  private static final Map<String, JobStatus> FIELDS = fields();

  public StatusMap {
    statuses = Map.copyOf(statuses);
  }

  private static Map<String, JobStatus> fields() {
    Map<String, JobStatus> fields = new LinkedHashMap<>();
    fields.put("running", JobStatus.RUNNING);
    fields.put("completed", JobStatus.COMPLETED);
    fields.put("failed", JobStatus.FAILED);
    fields.put("timeout", JobStatus.TIMED_OUT);
    fields.put("skipped", JobStatus.SKIPPED);
    return fields;
  }

  public static StatusMap of(Component component) {
    Map<String, JobStatus> statuses = new HashMap<>();
    FIELDS.forEach(
        (field, status) -> {
          boolean isOptional = status == JobStatus.SKIPPED || component.isMissing();
          if (!component.has(field) && !isOptional) {
            component.flaw(field, "is missing; a list of words is expected, which may be empty");
          }
          for (String word : component.texts(field)) {
            if (statuses.put(word, status) != null) {
              component.flaw(field, "the word '" + word + "' stands for another status already");
            }
          }
        });
    return new StatusMap(statuses);
  }

  Optional<JobStatus> of(String word) {
    return Optional.ofNullable(statuses.get(word));
  }
}
