/** How a manifest goes from one page to the next. */
package dev.tidemark.manifest.paging;
