package dev.tidemark.expansion;

import dev.tidemark.problem.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.concurrent.Executors;
import org.apache.beam.fn.harness.ExternalWorkerService;
import org.apache.beam.runners.fnexecution.artifact.ArtifactRetrievalService;
import org.apache.beam.sdk.expansion.ExternalTransformRegistrar;
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
            .executor(Executors.newCachedThreadPool(ExpansionServer::thread))
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

  /**
   * Beam asks a thread's class loader for builders of transforms that are older than schema
   * transforms. Some libraries list such builders and are here without what these need.
   */
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "expansion");
    thread.setDaemon(true);
    thread.setContextClassLoader(new WithoutBuilders(ExpansionServer.class.getClassLoader()));
    return thread;
  }

  private static final class WithoutBuilders extends ClassLoader {
    private static final String LIST =
        "META-INF/services/" + ExternalTransformRegistrar.class.getName();

    WithoutBuilders(ClassLoader parent) {
      super(parent);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
      return name.equals(LIST) ? Collections.emptyEnumeration() : super.getResources(name);
    }
  }

  /** Returns when it has ended. */
  public void await() throws InterruptedException {
    server.awaitTermination();
  }
}
