package dev.tidemark.manifest;

import dev.tidemark.json.JsonObject;
import dev.tidemark.manifest.auth.Authenticators;
import dev.tidemark.manifest.cursor.Cursor;
import dev.tidemark.manifest.file.FileUploader;
import dev.tidemark.manifest.job.AsyncRetriever;
import dev.tidemark.manifest.job.JobApi;
import dev.tidemark.manifest.job.JobSlots;
import dev.tidemark.manifest.job.StatusMap;
import dev.tidemark.manifest.language.Component;
import dev.tidemark.manifest.language.Names;
import dev.tidemark.manifest.language.Registry;
import dev.tidemark.manifest.paging.PaginationReset;
import dev.tidemark.manifest.paging.Paginator;
import dev.tidemark.manifest.partition.ParentStream;
import dev.tidemark.manifest.partition.PartitionRouter;
import dev.tidemark.manifest.partition.Routers;
import dev.tidemark.manifest.requester.Endpoint;
import dev.tidemark.manifest.response.Decoder;
import dev.tidemark.manifest.response.Decoders;
import dev.tidemark.manifest.response.Echo;
import dev.tidemark.manifest.response.JsonDecoder;
import dev.tidemark.manifest.retriever.QueryProperties;
import dev.tidemark.manifest.retriever.Retriever;
import dev.tidemark.manifest.retriever.SimpleRetriever;
import dev.tidemark.manifest.retriever.SliceInputs;
import dev.tidemark.manifest.selection.RecordExtractor;
import dev.tidemark.manifest.selection.RecordSchema;
import dev.tidemark.manifest.selection.RecordSelector;
import dev.tidemark.manifest.slicing.Slicer;
import dev.tidemark.manifest.transform.Transformation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Compiles the retrievers of a manifest. */
final class RetrieverCompiler {
  private final Extensions extensions;
  private final JobSlots jobSlots;
  private final Function<Component, ParentStream> streams;

  /**
   * @param extensions what the manifest says to this engine alone
   * @param jobSlots how many jobs may run at once
   * @param streams compiles parent streams
   */
  RetrieverCompiler(
      Extensions extensions, JobSlots jobSlots, Function<Component, ParentStream> streams) {
    this.extensions = extensions;
    this.jobSlots = jobSlots;
    this.streams = streams;
  }

  /**
   * What a retriever reads.
   *
   * @param name of the stream
   * @param schema of its records
   * @param key fields that name a record
   * @param cursor of it, or null
   * @param transformations of its records
   * @param files downloads the files of its records
   */
  record Subject(
      String name,
      RecordSchema schema,
      List<String> key,
      Cursor cursor,
      List<Transformation> transformations,
      FileUploader files) {
    /** Records that serve to make something else, and are no stream. */
    static Subject auxiliary(String name) {
      return new Subject(
          name, RecordSchema.of(new JsonObject()), List.of(), null, List.of(), FileUploader.NONE);
    }

    private QueryProperties.Subject properties() {
      Set<String> needed = new HashSet<>(key);
      if (cursor != null) {
        needed.add(cursor.field());
      }
      return new QueryProperties.Subject(name, schema, needed);
    }
  }

  /** What reads the subject, or null if that can't be made. */
  Retriever compile(Component retriever, Subject subject) {
    return Registry.<Retriever>of("a retriever")
        .with("SimpleRetriever", component -> simple(component, subject))
        .with("AsyncRetriever", component -> async(component, subject))
        .withCustom("CustomRetriever", Retriever.class)
        .make(retriever);
  }

  private Retriever simple(Component component, Subject subject) {
    PartitionRouter router = Routers.compile(component, streams);
    check(component, subject, router);
    Component requester = component.child("requester");
    QueryProperties properties = properties(requester, subject);
    Decoder decoder = decoder(component, "decoder");
    Set<String> names = Names.plus(Names.REQUEST, router.extraNames());
    return new SimpleRetriever(
        endpoint(requester, Names.plus(names, properties.templateNames())),
        properties,
        paginator(component, "paginator", decoder, "decoder"),
        PaginationReset.of(component, subject.cursor() != null),
        selector(component, decoder, null, subject),
        new Slicer(subject.name(), router, subject.cursor()),
        component.flag("ignore_stream_slicer_parameters_on_paginated_requests")
            ? SliceInputs.FIRST_PAGE
            : SliceInputs.EVERY_PAGE,
        extensions.strictPaths(),
        extensions.echo(),
        subject.files());
  }

  private Retriever async(Component component, Subject subject) {
    PartitionRouter router = Routers.compile(component, streams);
    Slicer slicer = new Slicer(subject.name(), router, subject.cursor());
    Set<String> asked = Names.plus(Names.REQUEST, router.extraNames());
    Set<String> created = Names.plus(asked, Names.CREATION_RESPONSE);
    Set<String> polled = Names.plus(created, Names.POLLING_RESPONSE);
    if (component.has("download_target_requester") && !component.has("download_target_extractor")) {
      component.flaw("download_target_requester", "needs a download_target_extractor");
    }
    JobApi api =
        new JobApi(
            job(component.child("creation_requester"), asked),
            job(component.child("polling_requester"), created),
            optional(component, "download_target_requester", c -> job(c, polled)),
            optional(component, "abort_requester", c -> job(c, created)),
            optional(component, "delete_requester", c -> job(c, created)),
            decoder(component, "decoder"),
            extractor(component.child("status_extractor")),
            optional(component, "download_target_extractor", this::extractor),
            StatusMap.of(component.child("status_mapping")));
    Component requester = component.child("download_requester");
    Optional<Component> extractor = component.optional("download_extractor");
    boolean isFile =
        extractor.map(Component::type).filter("ResponseToFileExtractor"::equals).isPresent();
    Decoder decoder = isFile ? Decoders.DOWNLOADED_TABLE : decoder(component, "download_decoder");
    SimpleRetriever download =
        new SimpleRetriever(
            job(requester, Names.plus(polled, Names.DOWNLOAD_TARGET)),
            QueryProperties.NONE,
            paginator(component, "download_paginator", decoder, "download_decoder"),
            PaginationReset.DEFAULT,
            selector(
                component,
                decoder,
                extractor.filter(c -> !isFile).map(this::extractor).orElse(RecordExtractor.ROOT),
                subject),
            slicer,
            SliceInputs.NONE,
            extensions.strictPaths(),
            Echo.NONE,
            subject.files());
    return new AsyncRetriever(
        api,
        jobSlots,
        download,
        slicer,
        Duration.ofMinutes(component.count("polling_job_timeout", 60)),
        Duration.ofSeconds(component.count("failed_retry_wait_time_in_seconds", 0)),
        requester.mentions(Names.POLLING_RESPONSE));
  }

  private RecordExtractor extractor(Component component) {
    return RecordExtractor.registry(new RecordExtractor.Setting(extensions.strictPaths(), true))
        .make(component);
  }

  private static <T> T optional(Component parent, String field, Function<Component, T> maker) {
    return parent.optional(field).map(maker).orElse(null);
  }

  /** They stand in one of three places. */
  private QueryProperties properties(Component requester, Subject subject) {
    Function<Component, Retriever> retrievers =
        component -> compile(component, Subject.auxiliary(subject.name()));
    Registry<QueryProperties> registry = QueryProperties.registry(retrievers, subject.properties());
    List<QueryProperties> found = new ArrayList<>();
    for (Component component : queryProperties(requester)) {
      found.add(registry.make(component));
    }
    requester
        .optional("fetch_properties_from_endpoint")
        .ifPresent(component -> found.add(QueryProperties.ofEndpoint(component, retrievers)));
    if (found.size() > 1) {
      requester.flaw("has query properties in " + found.size() + " places; one can be used");
    }
    return found.isEmpty() || found.get(0) == null ? QueryProperties.NONE : found.get(0);
  }

  private static List<Component> queryProperties(Component requester) {
    List<Component> found = new ArrayList<>();
    if (requester.raw("request_parameters") instanceof Map<?, ?> parameters) {
      Component map = requester.child("request_parameters");
      for (Map.Entry<?, ?> entry : parameters.entrySet()) {
        if (entry.getValue() instanceof Map<?, ?>) {
          found.add(map.child((String) entry.getKey()));
        }
      }
    }
    requester.optional("query_properties").ifPresent(found::add);
    return found;
  }

  private static void check(Component retriever, Subject subject, PartitionRouter router) {
    Cursor cursor = subject.cursor();
    if (cursor != null && !cursor.allowsParts() && router != Routers.NONE) {
      retriever.flaw("partition_router", "can't be combined with this incremental_sync");
    }
    if (!router.bringsFirstPage()) {
      return;
    }
    String reason = "has a lazy_read_pointer, ";
    if (cursor != null && !cursor.hasOneInterval()) {
      retriever.flaw("partition_router", reason + "so incremental_sync can't have a step");
    }
    boolean isJson =
        retriever.optional("decoder").map(c -> c.type().equals("JsonDecoder")).orElse(true);
    if (!isJson) {
      retriever.flaw("partition_router", reason + "so the decoder must be a JsonDecoder");
    }
  }

  /**
   * @param extractor in place of the selector's own one, or null
   */
  private RecordSelector selector(
      Component retriever, Decoder decoder, RecordExtractor extractor, Subject subject) {
    Cursor cursor = subject.cursor();
    RecordSelector.Setting setting =
        new RecordSelector.Setting(
            decoder,
            extractor,
            subject.transformations(),
            subject.schema(),
            extensions.strictPaths(),
            cursor != null && cursor.filtersItself());
    return RecordSelector.registry(setting).make(retriever.child("record_selector"));
  }

  private static Decoder decoder(Component retriever, String field) {
    return retriever.optional(field).map(Decoders.REGISTRY::make).orElse(JsonDecoder.INSTANCE);
  }

  private static Paginator paginator(
      Component retriever, String field, Decoder decoder, String decoderField) {
    Paginator paginator =
        retriever.optional(field).map(Paginator.REGISTRY::make).orElse(Paginator.NONE);
    if (paginator != Paginator.NONE && decoder.paging() == Decoder.Paging.NONE) {
      String type = retriever.child(decoderField).type();
      retriever.flaw(field, "can't go on from what a " + type + " reads; use NoPagination");
    }
    return paginator;
  }

  private static Endpoint job(Component requester, Set<String> names) {
    Endpoint endpoint = endpoint(requester, names);
    return endpoint == null ? null : endpoint.forgetting();
  }

  private static Endpoint endpoint(Component requester, Set<String> names) {
    return Endpoint.compile(requester, names, Authenticators::of);
  }
}
