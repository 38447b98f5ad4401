package dev.tidemark.simulator.twilio;

import dev.tidemark.simulator.Api;
import dev.tidemark.simulator.ApiProvider;
import dev.tidemark.simulator.SimulatorOptions;
import java.util.Map;

/** Started by {@code Simulators.start("twilio", options)}. */
public final class TwilioProvider implements ApiProvider {
  @Override
  public String name() {
    return "twilio";
  }

  @Override
  public Map<String, Object> credentials(String apiKey) {
    return Map.of("account_sid", Sids.MAIN_ACCOUNT, "auth_token", apiKey);
  }

  @Override
  public Api open(SimulatorOptions options) {
    return new TwilioApi(options);
  }
}
