def greet(name):
    message = "안녕하세요, " + name + "!"
    return message


print("이름이 무엇인가요? What is your name?")
name = input()
print(greet(name))
