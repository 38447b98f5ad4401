package dev.tidemark.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadOptionsTest {
  private static final ReadOptions OPTIONS =
      ReadOptions.of("twilio").withStream("calls").with("start_date", "2026-01-01T00:00:00Z");

  @Test
  void aSecretIsNotShownAndIsThereWhenTheConfigIsOpened() {
    ReadOptions options = OPTIONS.withSecret("auth_token", "open-sesame");
    assertThat(options.toString()).contains("calls", "2026-01-01").doesNotContain("open-sesame");
    assertThat(options.config().open().get("auth_token")).isEqualTo("open-sesame");
  }

  @Test
  void aSecretFromTheEnvironmentIsReferredToByItsVariable() {
    ReadOptions options = OPTIONS.withSecretFromEnv("auth_token", "PATH");
    assertThat(options.config().toString()).contains("env:PATH");
    assertThat(options.config().open().get("auth_token")).isEqualTo(System.getenv("PATH"));
  }

  @Test
  void eachSettingLeavesTheOptionsBeforeAsTheyWere() {
    assertThat(OPTIONS.with("start_date", "2027-01-01T00:00:00Z").config())
        .isNotEqualTo(OPTIONS.config());
    assertThat(OPTIONS.config().open().get("start_date")).isEqualTo("2026-01-01T00:00:00Z");
  }
}
