package portside.editing;

import portside.lesson.Lesson;
import portside.page.Urls;
import portside.programs.Program;

/**
 * A program of the course, as a request names it.
 *
 * @param program as the course has it
 */
record Asked(Lesson lesson, Program program) {

  /** The address of its page. */
  String url() {
    return Urls.program(lesson.lang(), lesson.name(), program.file());
  }
}
