package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.Dataset;
import dev.tidemark.destination.DestinationProvider;
import dev.tidemark.simulator.Simulator;
import dev.tidemark.simulator.SimulatorOptions;
import dev.tidemark.simulator.Simulators;
import dev.tidemark.source.SourceProvider;
import dev.tidemark.source.Sources;
import dev.tidemark.sync.RunnerSupport;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.beam.model.expansion.v1.ExpansionApi.DiscoverSchemaTransformRequest;
import org.apache.beam.model.expansion.v1.ExpansionApi.SchemaTransformConfig;
import org.apache.beam.model.expansion.v1.ExpansionServiceGrpc;
import org.apache.beam.model.pipeline.v1.SchemaApi;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.schemas.Schema;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;
import org.apache.beam.sdk.values.PCollectionRowTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.ManagedChannel;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.ManagedChannelBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources and destinations as pipelines in other languages see them. */
class LanguagesTest {
  private static final String PREFIX = "beam:schematransform:dev.tidemark:";
  private static final String VERSION = ":v1";
  private static final Map<String, SchemaTransformProvider> OURS = ours();

  @TempDir Path folder;

  private static Map<String, SchemaTransformProvider> ours() {
    return ServiceLoader.load(SchemaTransformProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.identifier().startsWith(PREFIX))
        .collect(
            Collectors.toMap(
                provider -> provider.identifier().replace(PREFIX, "").replace(VERSION, ""),
                provider -> provider,
                (one, other) -> one,
                TreeMap::new));
  }

  @Test
  void thereIsOneForEachSourceAndDestination() {
    for (SourceProvider source : Sources.all()) {
      assertThat(OURS).containsKey(source.name() + "_read");
    }
    List<String> written =
        OURS.values().stream()
            .filter(provider -> provider.identifier().endsWith("_write" + VERSION))
            .map(SchemaTransformProvider::description)
            .toList();
    // Tests have a destination of their own, which is called otherwise.
    ServiceLoader.load(DestinationProvider.class).stream()
        .filter(provider -> provider.type().getSimpleName().endsWith("Provider"))
        .map(provider -> provider.get().example())
        .forEach(example -> assertThat(written).anyMatch(text -> text.contains(example)));
    assertThat(OURS).containsKey("manifest_read").hasSize(Sources.all().size() + 1 + 6);
  }

  @Test
  void theExpansionServiceListsThemWithTheirSettings() throws Exception {
    int port = freePort();
    Process service = Program.start(folder, Map.of(), "expansion-service", "--port", "" + port);
    try {
      awaitLine(service);
      ManagedChannel channel =
          ManagedChannelBuilder.forAddress("localhost", port).usePlaintext().build();
      Map<String, SchemaTransformConfig> found =
          ExpansionServiceGrpc.newBlockingStub(channel)
              .discoverSchemaTransform(DiscoverSchemaTransformRequest.getDefaultInstance())
              .getSchemaTransformConfigsMap();
      channel.shutdownNow();
      assertThat(found.keySet())
          .containsAll(OURS.keySet().stream().map(name -> PREFIX + name + VERSION).toList());
      SchemaTransformConfig twilio = found.get(PREFIX + "twilio_read" + VERSION);
      assertThat(twilio.getOutputPcollectionNamesList()).containsExactly("output", "errors");
      Map<String, SchemaApi.Field> fields =
          twilio.getConfigSchema().getFieldsList().stream()
              .collect(Collectors.toMap(SchemaApi.Field::getName, field -> field));
      assertThat(fields)
          .containsKeys("stream", "account_sid", "auth_token", "start_date", "error_handling");
      assertThat(fields.get("slice_step_duration").getType().getNullable()).isTrue();
      assertThat(fields.get("account_sid").getDescription()).isNotEmpty();
    } finally {
      service.destroy();
      service.waitFor();
    }
  }

  @Test
  void rowsGoFromASourceToADestinationThroughThem() {
    try (Simulator simulator = start(System.getenv("HOME"))) {
      Pipeline pipeline = Pipeline.create(RunnerSupport.named("direct").options(2));
      Row read =
          row(
              "persistiq_read",
              Map.of(
                  "api_key",
                  "${HOME}",
                  "stream",
                  "leads",
                  "routes",
                  simulator.routes(),
                  "error_handling",
                  Row.withSchema(Schema.of(Schema.Field.of("output", Schema.FieldType.STRING)))
                      .addValue("refused")
                      .build()));
      PCollectionRowTuple leads =
          PCollectionRowTuple.empty(pipeline).apply("Read", OURS.get("persistiq_read").from(read));
      assertThat(leads.getAll()).containsOnlyKeys("output", "refused");
      assertThat(leads.get("output").getSchema().getFieldNames())
          .contains("id", "tidemark_meta_")
          .doesNotContain("_tidemark_meta");
      Row write =
          row(
              "duckdb_write",
              Map.of("url", database(), "table", "leads", "primary_key", List.of("id")));
      PCollectionRowTuple.of("input", leads.get("output"))
          .apply("Write", OURS.get("duckdb_write").from(write));
      pipeline.run().waitUntilFinish();
      assertThat(Dataset.of(database(), "leads").count())
          .isEqualTo(simulator.truth("leads").size());
    }
  }

  @Test
  void aSecretMustBeAReference() {
    Row literal = row("persistiq_read", Map.of("api_key", "as it is", "stream", "leads"));
    assertThatThrownBy(() -> OURS.get("persistiq_read").from(literal))
        .hasMessageContaining("the setting api_key is secret")
        .hasMessageContaining("${NAME}");
    Row url =
        row("postgres_write", Map.of("url", "postgresql://me:secret@db/crm", "table", "leads"));
    assertThatThrownBy(() -> OURS.get("postgres_write").from(url))
        .hasMessageContaining("holds a password")
        .hasMessageNotContaining("secret@");
  }

  /** Returns when it says that it listens. */
  private void awaitLine(Process service) throws IOException {
    while (service.isAlive() && Files.size(folder.resolve("out")) == 0) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Row row(String transform, Map<String, Object> settings) {
    Schema schema = OURS.get(transform).configurationSchema();
    Row.FieldValueBuilder row = Row.withSchema(schema).withFieldValues(settings);
    schema.getFieldNames().stream()
        .filter(name -> !settings.containsKey(name))
        .forEach(name -> row.withFieldValue(name, null));
    return row.build();
  }

  private String database() {
    return "duckdb:" + folder.resolve("out.duckdb");
  }

  private static Simulator start(String key) {
    return Simulators.start(
        "persistiq", SimulatorOptions.defaults().withSize(300).withoutRateLimit().withApiKey(key));
  }
}
