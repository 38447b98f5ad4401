/** Object stores, as far as a destination needs them. */
package dev.tidemark.destination.blob;
