/** JSON values as they travel through a sync: parsed once from bytes, written once to text. */
package dev.tidemark.json;
