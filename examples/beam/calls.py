"""Calls of a Twilio account by status, counted in Python, into Parquet. See docs/beam.md for how to run it."""

import argparse

import apache_beam as beam
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.transforms.external_transform_provider import ExternalTransformProvider

OURS = r"^beam:schematransform:dev\.tidemark:(\w+):v1$"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--service", default="localhost:8097")
    parser.add_argument("--destination", default="parquet:lake")
    parser.add_argument("--twilio", default="https://api.twilio.com")
    known, others = parser.parse_known_args()

    tidemark = ExternalTransformProvider(known.service, urn_pattern=OURS)
    with beam.Pipeline(options=PipelineOptions(others)) as pipeline:
        (
            pipeline
            | tidemark.TwilioRead(
                stream="calls",
                account_sid="${TWILIO_ACCOUNT_SID}",
                auth_token="${TWILIO_AUTH_TOKEN}",
                start_date="2024-01-01T00:00:00Z",
                routes={"api.twilio.com": known.twilio},
            )
            | beam.Map(lambda call: call.status)
            | beam.combiners.Count.PerElement()
            | beam.MapTuple(lambda status, calls: beam.Row(status=str(status), calls=int(calls)))
            | tidemark.ParquetWrite(url=known.destination, table="calls_by_status", strategy="replace")
        )


if __name__ == "__main__":
    main()
