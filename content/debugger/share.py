def share(apples, people):
    each = apples // people
    return each


for people in [4, 2, 0]:
    each = share(12, people)
    print(people, "people:", each, "apples each")
