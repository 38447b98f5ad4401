package dev.tidemark.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.destination.postgres.PostgresServer;
import dev.tidemark.job.Job;
import dev.tidemark.job.JobFile;
import dev.tidemark.problem.Problem;
import dev.tidemark.sync.DryRun;
import dev.tidemark.sync.RunnerSupport;
import dev.tidemark.sync.StreamPlan;
import dev.tidemark.sync.StreamReport;
import dev.tidemark.sync.Sync;
import dev.tidemark.sync.SyncListener;
import dev.tidemark.sync.SyncReport;
import dev.tidemark.sync.follow.Following;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.apache.beam.sdk.extensions.gcp.storage.NoopPathValidator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dataflow's jobs that don't go well, and what may be said of them. */
class DataflowTroubleTest {
  private static final String CLASS_PATH = "java.class.path";

  @TempDir Path folder;

  private final String classPath = System.getProperty(CLASS_PATH);
  private FakeDataflow dataflow;

  @BeforeEach
  void start() throws IOException {
    System.setProperty(CLASS_PATH, FakeDataflow.shortClassPath(folder).toString());
    dataflow = new FakeDataflow(folder);
    String manifest =
        """
        version: 6.0.0
        check: {type: CheckStream, stream_names: [items]}
        streams:
          - type: DeclarativeStream
            name: items
            schema_loader: {type: InlineSchemaLoader, schema: {properties: {n: {type: integer}}}}
            retriever:
              type: SimpleRetriever
              record_selector: {type: RecordSelector, extractor: {type: DpathExtractor, field_path: []}}
              requester: {type: HttpRequester, url_base: 'https://api.example.com', path: items}
        """;
    Files.writeString(folder.resolve("api.yaml"), manifest);
  }

  @AfterEach
  void stop() {
    System.setProperty(CLASS_PATH, classPath);
    dataflow.close();
  }

  @Test
  void whoMayNotStartJobsIsToldWhatIsMissing() throws Exception {
    dataflow.refuse(403, "The caller does not have permission");
    SyncReport report = sync(Map.of());
    assertThat(report.exitCode()).isEqualTo(3);
    assertThat(error(report))
        .contains("Dataflow refused the job in project probe-project")
        .contains("The caller does not have permission")
        .contains("roles/dataflow.developer");
  }

  @Test
  void whatTheServiceFindsWrongIsSaidAsItSaysIt() throws Exception {
    dataflow.refuse(400, "The workflow could not be created: unknown machine type n9");
    SyncReport report = sync(Map.of());
    assertThat(report.exitCode()).isEqualTo(2);
    assertThat(error(report)).contains("unknown machine type n9");
  }

  @Test
  void aProblemOfAWorkerIsTold() throws Exception {
    dataflow.say(
        "JOB_STATE_FAILED",
        "java.lang.RuntimeException: org.apache.beam.sdk.util.UserCodeException\n\tat a.B.c\n"
            + "Caused by: dev.tidemark.problem.Problem: the table items is in the way\n\tat a.B.c");
    assertThat(error(sync(Map.of())))
        .startsWith("the table items is in the way")
        .contains("console.cloud.google.com/dataflow/jobs?project=probe-project");
  }

  @Test
  void aJobThatFailedForGoodIsNotStartedAgain() throws Exception {
    dataflow.say("JOB_STATE_FAILED", "Workflow failed. Causes: the quota IN_USE_ADDRESSES");
    SyncReport report = sync(Map.of());
    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(error(report)).contains("the pipeline failed: Workflow failed. Causes: the quota");
    assertThat(dataflow.jobs).hasSize(1);
  }

  @Test
  void aJobThatSomebodyCancelledIsNotFinished() throws Exception {
    dataflow.say("JOB_STATE_CANCELLED", "");
    assertThat(error(sync(Map.of()))).contains("somebody cancelled the pipeline");
  }

  @Test
  void interruptingTheCommandCancelsTheJob() throws Exception {
    dataflow.say("JOB_STATE_RUNNING", "");
    SyncReport report = run(runner(Map.of(), options()), true);
    assertThat(report.exitCode()).isEqualTo(130);
    assertThat(dataflow.changes).containsExactly("JOB_STATE_CANCELLED");
  }

  @Test
  void aDetachedJobIsLeftRunning() throws Exception {
    dataflow.say("JOB_STATE_RUNNING", "");
    SyncReport report = sync(Map.of(RunnerSupport.DETACH, "true"));
    assertThat(report.exitCode()).isZero();
    assertThat(report.streams()).allMatch(s -> s.status() == StreamReport.Status.RUNNING);
    assertThat(dataflow.jobs).hasSize(1);
    assertThat(dataflow.changes).isEmpty();
  }

  @Test
  void aTemplateIsLeftWhereItsLauncherWantsIt() throws Exception {
    Path place = folder.resolve("job_object");
    Map<String, String> options = new LinkedHashMap<>(options());
    options.put("templateLocation", place.toString());
    SyncReport report = run(runner(Map.of(RunnerSupport.DETACH, "true"), options), false);
    assertThat(report.exitCode()).isZero();
    assertThat(Files.readString(place)).contains("\"name\":\"tidemark-api-", "pipelineUrl");
    assertThat(dataflow.jobs).isEmpty();
  }

  @Test
  void aBucketThatIsNotThereIsFoundBeforeAnythingStarts() {
    Map<String, String> settings = new LinkedHashMap<>(settings());
    settings.put("staging", "gs://no-such-bucket/staging");
    Map<String, String> options = new LinkedHashMap<>(options());
    options.remove("pathValidatorClass");
    options.put("gcsEndpoint", dataflow.url() + "storage/v1/");
    RunnerSupport runner = RunnerSupport.of("dataflow", settings, options);
    assertThatThrownBy(() -> run(runner, false))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("gs://no-such-bucket");
    assertThat(dataflow.jobs).isEmpty();
  }

  @Test
  void aSyncWithoutAnEndIsRefused() throws Exception {
    try (Job job = JobFile.load(job(), Map.of())) {
      Sync sync = new Sync(job.syncJob(), runner(Map.of(), options()), false, SyncListener.SILENT);
      assertThatThrownBy(() -> new Following(sync))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("Dataflow runs syncs that end");
    }
  }

  @Test
  void noMoreSlicesAreReadAtOnceThanWanted() {
    DataflowPipelineOptions one =
        runner(Map.of(), Map.of()).options(10).as(DataflowPipelineOptions.class);
    assertThat(one.getMaxNumWorkers()).isEqualTo(1);
    assertThat(one.getNumberOfWorkerHarnessThreads()).isEqualTo(10);
    assertThat(runner(Map.of(), Map.of()).readers(10)).isZero();
    RunnerSupport many = runner(Map.of(), Map.of("maxNumWorkers", "4"));
    assertThat(many.readers(10)).isEqualTo(8);
    assertThat(many.readers(3)).isEqualTo(3);
  }

  @Test
  void optionsThatDoNotExistOrAreDecidedOtherwiseAreRefused() {
    assertThatThrownBy(() -> runner(Map.of(), Map.of("workerMachineTyp", "n2-standard-2")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("there is no 'workerMachineTyp'")
        .hasMessageContaining("workerMachineType");
    assertThatThrownBy(() -> runner(Map.of(), Map.of("numWorkers", "many")))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("--runner-option");
    assertThatThrownBy(() -> runner(Map.of(), Map.of("region", "us-east1")))
        .hasMessageContaining("--runner-option region can't be set: --region decides it");
    assertThatThrownBy(() -> RunnerSupport.of("dataflow", Map.of("project", "p"), Map.of()))
        .hasMessageContaining("--region is missing");
  }

  @Test
  void aDryRunTellsWhatWouldBeSent() throws Exception {
    try (Job job = JobFile.load(job(), Map.of())) {
      DryRun run =
          new Sync(job.syncJob(), runner(Map.of(), options()), false, SyncListener.SILENT)
              .rehearse();
      assertThat(run.name()).startsWith("tidemark-api-");
      assertThat(run.steps()).contains("ListSlices", "ReadAndStage", "FinishStreams");
      assertThat(run.files()).extracting(Path::getFileName).map(Path::toString).contains("cp.jar");
      assertThat(run.options())
          .containsEntry("project", "probe-project")
          .containsEntry("maxNumWorkers", "1");
      assertThat(dataflow.jobs).isEmpty();
    }
  }

  private Map<String, String> settings() {
    return Map.of(
        "project", "probe-project",
        "region", "us-central1",
        "staging", folder.resolve("staging").toString());
  }

  private Map<String, String> options() {
    return Map.of(
        "apiRootUrl", dataflow.url(),
        "credentialFactoryClass", NoopCredentialFactory.class.getName(),
        "pathValidatorClass", NoopPathValidator.class.getName());
  }

  private RunnerSupport runner(Map<String, String> more, Map<String, String> options) {
    Map<String, String> settings = new LinkedHashMap<>(settings());
    settings.putAll(more);
    return RunnerSupport.of("dataflow", settings, options);
  }

  private Path job() throws IOException {
    return Files.writeString(
        folder.resolve("job.yaml"),
        "source: api.yaml\nconfig: {}\ndestination: " + PostgresServer.database() + "\n");
  }

  private SyncReport sync(Map<String, String> more) throws IOException {
    return run(runner(more, options()), false);
  }

  /**
   * Runs a sync.
   *
   * @param interrupted whether somebody interrupts it as soon as it says how it goes
   */
  private SyncReport run(RunnerSupport runner, boolean interrupted) throws IOException {
    AtomicReference<Sync> running = new AtomicReference<>();
    SyncListener listener =
        new SyncListener() {
          @Override
          public void planned(List<StreamPlan> plans) {}

          @Override
          public void progress(List<StreamReport> streams) {
            if (interrupted) {
              running.get().cancel();
            }
          }
        };
    try (Job job = JobFile.load(job(), Map.of())) {
      running.set(new Sync(job.syncJob(), runner, false, listener));
      return running.get().run();
    }
  }

  private static String error(SyncReport report) {
    return report.streams().get(0).error();
  }
}
