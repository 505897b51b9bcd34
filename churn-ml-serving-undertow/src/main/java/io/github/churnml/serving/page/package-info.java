/**
 * The pages for people. {@code PageHandler} sends the files of the main one, which stand beside it in the jar and ask the server
 * what any other caller may ask; its scripts are modules, one for each part of the page. {@code ReportPage} and {@code JobsPage} are
 * written by the server and read whole with scripts off; where keys are asked for, a browser comes to them through
 * {@code DoorPage}.
 *
 * <p>No API: its types are public for the other rooms of this module alone, and may change at any time.
 */
@NullMarked
package io.github.churnml.serving.page;

import org.jspecify.annotations.NullMarked;
