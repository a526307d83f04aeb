public class Share {

  static int share(int apples, int people) {
    int each = apples / people;
    return each;
  }

  public static void main(String[] args) {
    for (int people : new int[] {4, 2, 0}) {
      int each = share(12, people);
      System.out.println(people + " people: " + each + " apples each");
    }
  }
}
