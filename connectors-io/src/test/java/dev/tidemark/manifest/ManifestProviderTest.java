package dev.tidemark.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.http.AccountNames;
import dev.tidemark.http.Network;
import dev.tidemark.http.Rate;
import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.language.Document;
import dev.tidemark.problem.Problem;
import dev.tidemark.source.Source;
import dev.tidemark.source.SourceProvider;
import dev.tidemark.source.Sources;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ManifestProviderTest {
  private static final String SPEC =
      """
      spec:
        type: Spec
        connection_specification:
          type: object
          required: [key]
          properties: {key: {type: string, airbyte_secret: true}}
      """;

  @Test
  void anyManifestIsASource() {
    SourceProvider provider = Sources.ofManifest("mine", Manifests.retriever("") + SPEC);
    assertThat(provider.name()).isEqualTo("mine");
    assertThat(provider.title()).isEqualTo("mine");
    assertThat(provider.spec().secrets()).containsExactly("key");
    assertThat(provider.spec().check(new JsonObject())).hasSize(1);
  }

  @Test
  void theTitleMayStandInTheManifest() {
    assertThat(
            ManifestProvider.of("mine", Manifests.retriever("") + "tidemark: {title: My things}")
                .title())
        .isEqualTo("My things");
  }

  @Test
  void whatTheSpecSaysBesideTheSchemaIsPassedOn() {
    String spec =
        SPEC
            + "  documentation_url: https://docs.example.com\n"
            + "  advanced_auth: {auth_flow_type: oauth2.0}\n";
    assertThat(ManifestProvider.of("mine", Manifests.retriever("") + spec).spec().about())
        .hasToString(
            "{\"documentation_url\":\"https://docs.example.com\",\"advanced_auth\":{\"auth_flow_type\":\"oauth2.0\"}}");
  }

  @Test
  void withoutASpecAnyConfigWillDo() {
    assertThat(
            ManifestProvider.of("mine", Manifests.retriever(""))
                .spec()
                .check(JsonObject.of("a", 1L)))
        .isEmpty();
  }

  @Test
  void unknownStreamsAreProblemsThatNameTheKnownOnes() {
    Source source = Manifests.open(Manifests.retriever(""), "{}");
    assertThatThrownBy(() -> source.reader("itms"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Did you mean 'items'?");
  }

  @Test
  void onlyNamedStreamsAreOrdered() {
    assertThat(Manifests.open(Manifests.retriever(""), "{}").reader("items").ordered()).isFalse();
    String manifest = Manifests.retriever("") + "tidemark: {ordered: [items]}";
    assertThat(Manifests.open(manifest, "{}").reader("items").ordered()).isTrue();
  }

  @Test
  void theAccountsNameTellsNothingOfTheSecret() {
    String name = accountName(JsonObject.of("key", "s3cr3t"));
    assertThat(name).startsWith("mine-").doesNotContain("s3cr3t");
    assertThat(name).isNotEqualTo(accountName(JsonObject.of("key", "other")));
  }

  @Test
  void configsWithOneKeyUseOneAccount() {
    assertThat(accountName(JsonObject.of("key", "s3cr3t", "start", "2024")))
        .isEqualTo(accountName(JsonObject.of("key", "s3cr3t", "start", "2025")));
  }

  private static String accountName(JsonObject config) {
    return AccountNames.of("mine", config, Set.of("key"), Network.DIRECT);
  }

  @Test
  void theConfigMaySayHowMuchIsReadAtOnce() {
    String level =
        "concurrency_level: {type: ConcurrencyLevel, default_concurrency: \"{{"
            + " config.get('workers', 3) }}\", max_concurrency: 5}\n";
    JsonObject nine = JsonObject.of("workers", 9L);
    assertThat(compiled(Manifests.retriever("") + level, new JsonObject()).concurrency())
        .isEqualTo(3);
    assertThat(compiled(Manifests.retriever("") + level, nine).concurrency()).isEqualTo(5);
    assertThat(compiled(Manifests.retriever(""), nine).concurrency()).isEqualTo(4);
  }

  @Test
  void theManifestsBudgetHoldsWhereTheJobNamesNone() {
    String budget =
        "api_budget: {type: HTTPAPIBudget, policies: [{type: FixedWindowCallRatePolicy, period:"
            + " PT1S, call_limit: 9}]}\n";
    assertThat(
            compiled(Manifests.retriever("") + budget, new JsonObject())
                .budget()
                .quotas()
                .get(0)
                .rates())
        .isEqualTo(List.of(new Rate(9, Duration.ofSeconds(1))));
  }

  private static CompiledManifest compiled(String manifest, JsonObject config) {
    return CompiledManifest.compile(Document.read("test", manifest), config, Clock.systemUTC());
  }
}
