/** What a stream and a record are: the values that a sync is made of. No I/O, no vendor. */
package dev.tidemark.model;
