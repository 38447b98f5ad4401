/** How destinations get into Google's services. */
package dev.tidemark.google;
