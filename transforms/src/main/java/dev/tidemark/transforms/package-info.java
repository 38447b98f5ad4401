/** What Beam needs to carry our values: coders and PTransforms. */
package dev.tidemark.transforms;
