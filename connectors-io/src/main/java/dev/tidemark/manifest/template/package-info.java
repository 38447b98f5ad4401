/**
 * The template language of low-code manifests: a subset of Jinja2 with Python values.
 *
 * <p>A {@link dev.tidemark.manifest.template.Template} is compiled once and evaluated often, by any
 * number of threads. {@link dev.tidemark.manifest.template.DateFormats} and {@link
 * dev.tidemark.manifest.template.IsoDuration} serve templates and datetime cursors alike.
 */
package dev.tidemark.manifest.template;
