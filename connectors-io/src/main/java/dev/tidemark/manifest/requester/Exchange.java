package dev.tidemark.manifest.requester;

import dev.tidemark.http.Judge;
import dev.tidemark.http.Reply;
import dev.tidemark.http.Request;
import dev.tidemark.http.Verdict;

/** The attempts of one call: lets the authenticator see what comes of its credentials. */
final class Exchange implements Judge {
  private final Requester requester;
  private final Requester.Call call;
  private final Judge judge;
  private final Calls calls;
  private Request sent;

  Exchange(Requester requester, Requester.Call call, Judge judge, Calls calls) {
    this.requester = requester;
    this.call = call;
    this.judge = judge;
    this.calls = calls;
  }

  Request request() {
    sent = requester.request(call, calls);
    return sent;
  }

  @Override
  public Verdict judge(Reply reply, int failures) {
    Verdict verdict = judge.judge(reply, failures);
    return requester.authenticator().learn(sent, reply, verdict, calls);
  }

  @Override
  public Verdict fault(String message, int failures) {
    return judge.fault(message, failures);
  }
}
