package dev.tidemark.simulator.twilio;

/**
 * What can be done to a simulated account: {@code
 * simulator.controls(TwilioControls.class).subaccounts(50)}.
 */
public interface TwilioControls {
  /** Founds all of it anew, with so many subaccounts; what had grown is lost. */
  void subaccounts(int count);
}
