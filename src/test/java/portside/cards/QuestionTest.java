package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import portside.cards.Question.Because;
import portside.cards.Question.Option;

/** Which explanation and which words of a question belong to an outcome. */
final class QuestionTest {
  private static final Because FREE = new Because(List.of("free", "reserved"), "It is free.");
  private static final Because OTHER = new Because(List.of(Question.OTHER), "It is not.");

  private static Question with(List<Because> because, String explanation) {
    List<Option> options = List.of(new Option("free", "Free"), new Option("in-use", "Taken"));
    return new Question("Whose is it?", options, because, explanation);
  }

  @Test
  void an_outcome_is_explained_by_what_is_tied_to_it_or_else_by_what_is_tied_to_all_others() {
    Question question = with(List.of(OTHER, FREE), "");
    assertEquals(Optional.of(FREE), question.because("free"));
    assertEquals(Optional.of(FREE), question.because("reserved"));
    assertEquals(Optional.of(OTHER), question.because("in-use"));
    assertEquals(Optional.empty(), with(List.of(FREE), "").because("in-use"));
  }

  @Test
  void it_explains_by_either_kind_of_explanation() {
    assertTrue(with(List.of(FREE), "").explains());
    assertTrue(with(List.of(), "That is why.").explains());
    assertFalse(with(List.of(), "").explains());
  }

  @Test
  void only_an_outcome_that_may_be_predicted_has_words() {
    assertEquals(Optional.of("Taken"), with(List.of(), "").option("in-use"));
    assertEquals(Optional.empty(), with(List.of(), "").option("reserved"));
  }
}
