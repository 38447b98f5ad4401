/** Twilio: a manifest, and a typed transform over it. */
package dev.tidemark.source.twilio;
