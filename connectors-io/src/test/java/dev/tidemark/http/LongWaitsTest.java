package dev.tidemark.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LongWaitsTest {
  private static final Logger LOGGER = Logger.getLogger(LongWaits.class.getName());

  private final List<String> told = new ArrayList<>();
  private final FakeTime time = new FakeTime();
  private final LongWaits waits = LongWaits.of(new Account(Budget.UNLIMITED, time));
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          told.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    LOGGER.addHandler(handler);
  }

  @AfterEach
  void listenNoMore() {
    LOGGER.removeHandler(handler);
  }

  private void tell(int seconds) {
    Request request = Request.get(URI.create("https://api.example.com/v1/items"), Map.of());
    Verdict verdict = Verdict.retry("is down", null);
    waits.tell(request, verdict, Duration.ofSeconds(seconds), time.now());
  }

  @Test
  void aShortWaitIsNotTold() {
    tell(4);
    assertThat(told).isEmpty();
  }

  @Test
  void aLongWaitIsToldOnceForAllWhoWait() {
    tell(8);
    time.pass(Duration.ofSeconds(3));
    tell(16);
    assertThat(told)
        .containsExactly("GET https://api.example.com/v1/items: is down; trying again in 8 s");
    time.pass(Duration.ofSeconds(5));
    tell(16);
    assertThat(told).hasSize(2);
  }
}
