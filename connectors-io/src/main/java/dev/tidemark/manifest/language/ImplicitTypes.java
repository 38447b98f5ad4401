package dev.tidemark.manifest.language;

import java.util.HashMap;
import java.util.Map;

/** The type that a component has where it names none: by the type and field it stands in. */
final class ImplicitTypes {
  private static final Map<String, String> TYPES = new HashMap<>();

  static {
    add("CheckStream", "DeclarativeSource.check");
    add("Spec", "DeclarativeSource.spec");
    add(
        "DeclarativeStream",
        "DeclarativeSource.streams",
        "ConditionalStreams.streams",
        "ParentStreamConfig.stream",
        "DynamicDeclarativeStream.stream_template");
    add(
        "SimpleRetriever",
        "DeclarativeStream.retriever",
        "HttpComponentsResolver.retriever",
        "DynamicSchemaLoader.retriever");
    add("JsonFileSchemaLoader", "DeclarativeStream.schema_loader");
    add("HttpRequester", "SimpleRetriever.requester");
    add("NoPagination", "SimpleRetriever.paginator");
    add("RecordSelector", "SimpleRetriever.record_selector");
    add("DpathExtractor", "RecordSelector.extractor");
    add("RecordFilter", "RecordSelector.record_filter");
    add(
        "DefaultErrorHandler",
        "HttpRequester.error_handler",
        "CompositeErrorHandler.error_handlers");
    add("HttpResponseFilter", "DefaultErrorHandler.response_filters");
    add(
        "RequestOption",
        "DefaultPaginator.page_size_option",
        "DatetimeBasedCursor.start_time_option",
        "DatetimeBasedCursor.end_time_option",
        "ParentStreamConfig.request_option",
        "ListPartitionRouter.request_option");
    add(
        "JsonDecoder",
        "DefaultPaginator.decoder",
        "CursorPagination.decoder",
        "DpathExtractor.decoder");
    add("MinMaxDatetime", "DatetimeBasedCursor.start_datetime", "DatetimeBasedCursor.end_datetime");
    add("ParentStreamConfig", "SubstreamPartitionRouter.parent_stream_configs");
    add("AddedFieldDefinition", "AddFields.fields");
    add(
        "ComponentMappingDefinition",
        "HttpComponentsResolver.components_mapping",
        "ConfigComponentsResolver.components_mapping");
    add("StreamConfig", "ConfigComponentsResolver.stream_config");
    add("RecordExpander", "DpathExtractor.record_expander");
    add("TypesMap", "SchemaTypeIdentifier.types_map");
  }

  private static final Map<String, String> CUSTOM =
      Map.of(
          "DeclarativeStream.retriever", "CustomRetriever",
          "DeclarativeStream.transformations", "CustomTransformation",
          "DefaultErrorHandler.backoff_strategies", "CustomBackoffStrategy",
          "DefaultPaginator.pagination_strategy", "CustomPaginationStrategy",
          "HttpRequester.authenticator", "CustomAuthenticator",
          "HttpRequester.error_handler", "CustomErrorHandler",
          "RecordSelector.extractor", "CustomRecordExtractor",
          "SimpleRetriever.partition_router", "CustomPartitionRouter",
          "CompositeErrorHandler.error_handlers", "CustomErrorHandler");

  private ImplicitTypes() {}

  /** The type at a position such as {@code SimpleRetriever.requester}, or null. */
  static String of(String position) {
    return TYPES.get(position);
  }

  /** The type of a component that names a Python class, or null. */
  static String custom(String position) {
    return CUSTOM.get(position);
  }

  private static void add(String type, String... positions) {
    for (String position : positions) {
      TYPES.put(position, type);
    }
  }
}
