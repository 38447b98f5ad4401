/** How far a stream has come in time, and which intervals of time are to be read next. */
package dev.tidemark.manifest.cursor;
