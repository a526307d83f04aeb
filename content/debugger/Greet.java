import java.nio.charset.StandardCharsets;
import java.util.Scanner;

public class Greet {

  static String greet(String name) {
    String message = "안녕하세요, " + name + "!";
    return message;
  }

  public static void main(String[] args) {
    System.out.println("이름이 무엇인가요? What is your name?");
    Scanner input = new Scanner(System.in, StandardCharsets.UTF_8);
    String name = input.nextLine();
    System.out.println(greet(name));
  }
}
