package dev.tidemark.expansion;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.apache.beam.fn.harness.ExternalWorkerService;
import org.apache.beam.runners.fnexecution.artifact.ArtifactRetrievalService;
import org.apache.beam.sdk.expansion.service.ExpansionService;
import org.apache.beam.sdk.expansion.service.ExpansionServiceOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.Server;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.netty.NettyServerBuilder;

/**
 * Expands our transforms for pipelines in other languages, and is the worker that carries them out,
 * so that secrets stay in this process. Programs of this machine alone can reach it.
 */
public final class ExpansionServer {
  private static final String HOST = "localhost";

  private final Server server;

  private ExpansionServer(Server server) {
    this.server = server;
  }

  /** Starts it; a problem if the port is taken. */
  public static ExpansionServer start(int port) {
    PipelineOptionsFactory.register(ExpansionServiceOptions.class);
    ExpansionServiceOptions options = PipelineOptionsFactory.as(ExpansionServiceOptions.class);
    options.setAlsoStartLoopbackWorker(true);
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(HOST, port))
            .addService(new ExpansionService(options, HOST + ":" + port))
            .addService(new ArtifactRetrievalService())
            .addService(new ExternalWorkerService(options))
            .build();
    try {
      return new ExpansionServer(server.start());
    } catch (IOException e) {
      throw Problem.config("can't listen on port " + port + ": " + e.getMessage());
    }
  }

  /** Returns when it has ended. */
  public void await() throws InterruptedException {
    server.awaitTermination();
  }
}
