public class Average {

  static double average(int[] grades) {
    double total = 0;
    for (int i = 1; i < grades.length; i++) {
      total = total + grades[i];
    }
    return total / grades.length;
  }

  public static void main(String[] args) {
    int[] grades = {90, 80, 100};
    double result = average(grades);
    System.out.println("평균 average: " + result);
  }
}
