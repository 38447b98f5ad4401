/** What a source is: spec, check, streams, slices, pages; and the splittable read over them. */
package dev.tidemark.source;
