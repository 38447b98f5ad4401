/** Excel workbooks. */
package dev.tidemark.file.excel;
