package portside.cards;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static portside.cards.Visitor.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import portside.testing.TestSite;

/** What a request may say, and how much of it. */
final class RunFieldsTest {
  private static final String LONGEST = "x".repeat(4_000);
  private static Visitor host;

  @BeforeAll
  static void start(TestSite itsSite) {
    host = Visitor.host(itsSite);
  }

  @ParameterizedTest
  @CsvSource({"true, on", "false, off", "'\"on\"', on", "'\"off\"', off"})
  void a_switch_is_said_as_json_says_it_or_as_the_form_does(String said, String meant) {
    JsonNode run = host.ran("hostcheck", "{\"check\":" + said + "}");
    assertEquals(meant, run.path("parameters").path("check").asText());
  }

  @Test
  void a_number_is_said_as_a_number() {
    JsonNode run = host.ran("probe", "{\"port\":0,\"address\":\"127.0.0.1\"}");
    assertEquals("free", run.path("outcome").asText());
  }

  @Test
  void without_a_body_every_parameter_has_its_default() {
    assertEquals("off", host.ran("hostcheck", " ").path("parameters").path("check").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "[], not-an-object",
    "{, not-json",
    "'{\"check\":null}', not-a-value",
    "'{\"check\":{}}', not-a-value",
    "'{\"check\":[]}', not-a-value"
  })
  void what_is_no_flat_object_is_refused(String body, String problem) {
    refused(host.json("/experiments/hostcheck", body), problem);
  }

  private static void refused(HttpResponse<String> answer, String problem) {
    assertEquals(400, answer.statusCode(), answer.body());
    assertEquals("bad-input." + problem, read(answer).path("error").asText());
  }

  @Test
  void a_field_may_be_so_long_and_no_longer() {
    for (String field : new String[] {"{\"_x\":\"%s\"}", "{\"_%s\":1}"}) {
      String most = field.contains("_x") ? LONGEST : LONGEST.substring(1);
      host.ran("hostcheck", field.formatted(most));
      refused(host.json("/experiments/hostcheck", field.formatted(most + "x")), "field-too-long");
    }
  }

  @Test
  void the_field_of_a_form_or_of_a_link_may_be_as_long() {
    String form = "/experiments/hostcheck";
    for (String more : new String[] {"", "x"}) {
      int status = more.isEmpty() ? 200 : 400;
      assertEquals(status, host.form(form, "_x=" + LONGEST + more).statusCode());
      assertEquals(status, host.get(form + "?_x=" + LONGEST + more).statusCode());
    }
  }
}
