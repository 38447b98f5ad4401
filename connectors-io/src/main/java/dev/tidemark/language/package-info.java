/** Sources and destinations as other languages know them: Beam's schema transforms. */
package dev.tidemark.language;
