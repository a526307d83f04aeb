def next_number(number):
    return number + 2


number = 1
while number != 100:
    number = next_number(number)
print("100!")
