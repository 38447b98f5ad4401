/** Documents for people: their text, as Markdown. */
package dev.tidemark.file.document;
