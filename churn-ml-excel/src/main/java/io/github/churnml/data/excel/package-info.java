/**
 * Excel workbooks as tables: with this module on the class path, {@link io.github.churnml.data.read.Tables#read} and
 * everything else that reads a table takes {@code .xlsx} and {@code .xlsm} files too.
 *
 * <p>Nothing here is called directly: {@link io.github.churnml.data.excel.ExcelSource} is found as a {@link
 * io.github.churnml.data.read.TableSource}. A workbook is looked through before it is read, with the zip and XML readers that
 * the workbook reader (fastexcel-reader) uses itself, so that both see the same bytes and nothing unsafe is unpacked.
 */
@NullMarked
package io.github.churnml.data.excel;

import org.jspecify.annotations.NullMarked;
