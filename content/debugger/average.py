def average(grades):
    total = 0
    for i in range(1, len(grades)):
        total = total + grades[i]
    return total / len(grades)


grades = [90, 80, 100]
result = average(grades)
print("평균 average:", result)
