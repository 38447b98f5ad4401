package dev.tidemark.runner.dataflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.json.Json;
import dev.tidemark.json.JsonObject;
import dev.tidemark.sync.RunnerSupport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.junit.jupiter.api.Test;

class FlexTemplateTest {
  private static final Path RECIPES = Path.of("dataflow");

  @Test
  void whatTheLauncherSaysBecomesACommandOfOurs() {
    Map<String, String> options =
        FlexTemplate.options(
            "--job=/template/job.yaml",
            "--streams=calls,messages",
            "--runner=DataflowRunner",
            "--project=acme-data",
            "--region=europe-west1",
            "--stagingLocation=gs://acme/staging",
            "--tempLocation=gs://acme/temp",
            "--templateLocation=gs://acme/template/job_object",
            "--jobName=sync-of-monday",
            "--labels={\"team\":\"a=b\"}");
    assertThat(FlexTemplate.command(options, Path.of("/template/job.yaml")))
        .containsExactly(
            ("sync /template/job.yaml --runner dataflow --detach --streams calls,messages"
                    + " --project acme-data --region europe-west1 --staging gs://acme/staging"
                    + " --runner-option tempLocation=gs://acme/temp --runner-option"
                    + " templateLocation=gs://acme/template/job_object --runner-option"
                    + " labels={\"team\":\"a=b\"}")
                .split(" "));
  }

  @Test
  void whatTheLauncherSaysIsUnderstood() {
    DataflowPipelineOptions options =
        RunnerSupport.of(
                "dataflow",
                Map.of("project", "acme-data", "region", "r", "staging", "gs://acme/staging"),
                Map.of("templateLocation", "gs://acme/t", "labels", "{\"team\":\"data\"}"))
            .options(4)
            .as(DataflowPipelineOptions.class);
    assertThat(options.getTemplateLocation()).isEqualTo("gs://acme/t");
    assertThat(options.getLabels()).containsEntry("team", "data");
    assertThatThrownBy(() -> FlexTemplate.options("job.yaml")).hasMessageContaining("--name=value");
  }

  @Test
  void theMetadataNamesParametersThatThereAre() throws Exception {
    JsonObject metadata = Json.parseObject(Files.readString(recipe("metadata.json")));
    List<String> names =
        metadata.list("parameters").stream().map(p -> ((JsonObject) p).text("name", "")).toList();
    assertThat(names).containsExactly("job", "streams");
    for (String name : names) {
      assertThat(FlexTemplate.command(Map.of(name, "it"), Path.of("it")))
          .noneMatch(word -> word.contains("="));
    }
    assertThat(Files.readString(recipe("Dockerfile")))
        .contains("MAIN_CLASS=" + FlexTemplate.class.getName());
  }

  /** Maven runs tests in the module's folder, others in the project's. */
  private static Path recipe(String name) {
    Path here = RECIPES.resolve(name);
    return Files.exists(here) ? here : Path.of("runners-config").resolve(here);
  }
}
