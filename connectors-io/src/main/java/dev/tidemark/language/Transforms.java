package dev.tidemark.language;

import com.google.auto.service.AutoService;
import org.apache.beam.sdk.schemas.transforms.SchemaTransformProvider;

/** The transforms there are, a class each, because that is how Beam finds them. */
public final class Transforms {
  private Transforms() {}

  static String identifier(String what, String does) {
    return "beam:schematransform:dev.tidemark:" + what + "_" + does + ":v1";
  }

  @AutoService(SchemaTransformProvider.class)
  public static final class ChartMogulRead extends ReadProvider {
    public ChartMogulRead() {
      super("chartmogul");
    }
  }

  @AutoService(SchemaTransformProvider.class)
  public static final class ConvexRead extends ReadProvider {
    public ConvexRead() {
      super("convex");
    }
  }

  @AutoService(SchemaTransformProvider.class)
  public static final class PersistIqRead extends ReadProvider {
    public PersistIqRead() {
      super("persistiq");
    }
  }

  @AutoService(SchemaTransformProvider.class)
  public static final class S3Read extends ReadProvider {
    public S3Read() {
      super("s3");
    }
  }

  @AutoService(SchemaTransformProvider.class)
  public static final class TwilioRead extends ReadProvider {
    public TwilioRead() {
      super("twilio");
    }
  }

  @AutoService(SchemaTransformProvider.class)
  public static final class BigQueryWrite extends WriteProvider {
    public BigQueryWrite() {
      super("bigquery", "bigquery");
    }
  }

  @AutoService(SchemaTransformProvider.class)
  public static final class DuckDbWrite extends WriteProvider {
    public DuckDbWrite() {
      super("duckdb", "duckdb");
    }
  }

  @AutoService(SchemaTransformProvider.class)
  public static final class MotherDuckWrite extends WriteProvider {
    public MotherDuckWrite() {
      super("motherduck", "md");
    }
  }

  @AutoService(SchemaTransformProvider.class)
  public static final class ParquetWrite extends WriteProvider {
    public ParquetWrite() {
      super("parquet", "parquet");
    }
  }

  @AutoService(SchemaTransformProvider.class)
  public static final class PostgresWrite extends WriteProvider {
    public PostgresWrite() {
      super("postgres", "postgresql");
    }
  }

  @AutoService(SchemaTransformProvider.class)
  public static final class SnowflakeWrite extends WriteProvider {
    public SnowflakeWrite() {
      super("snowflake", "snowflake");
    }
  }
}
