"""Names: common given names of many places, none of them anybody's; what one is called moves no heat.

Names that are words or places too (Will, Grace, Jordan) are left out: they would be found elsewhere.
"""

from __future__ import annotations

from heard.listen.wordlists import word_set

SOMEBODY = "Alex"  # whatever somebody is called
NAMES = word_set(
    """
    Aaliyah Aaron Abdul Abdullah Abena Adaeze Adam Aditya Adrian Agnes Agnieszka Ahmad Ahmed Ahmet Aisha
    Akiko Akua Alan Alejandro Aleksander Alexander Alexandra Alfred Ali Alice Alicia Alison Amanda Amina
    Amir Amit Amy Ana Anand Anastasia Anders Andrea Andrei Andrew Angela Angie Anil Anita Anjali Ann Anna
    Anne Annie Anthony Anton Antonio Anwar Aoife Arjun Arthur Ashok Astrid Audrey Avraham Ayesha Ayse
    Babatunde Barbara Beatrice Beatriz Becca Becky Ben Benjamin Bernard Beth Betty Bilal Bjorn Bogdan Boris
    Bradley Brandon Brenda Brendan Brian Bridget Bronwen Bruce Bruno Bryan Callum Camila Carla Carlos Carol
    Caroline Catherine Cathy Charles Charlotte Cheryl Chiara Chidinma Chioma Chloe Chris Christina Christine
    Christopher Chukwuemeka Claire Clara Clive Colin Connor Craig Cynthia Dan Daniel Daniela Danielle Danny
    Dariush Darnell Darren Dave David DeAndre DeShawn Debbie Deborah Declan Deepak Deepika Deirdre Delroy
    Denise Dennis Derek Diana Diane Diego Divya Dmitri Dmitry Dominic Donald Donna Doris Dorothy Douglas
    Duncan Dylan Edith Edward Edwin Efua Eileen Elaine Elena Elif Elizabeth Ella Ellen Elsa Emeka Emily Emma
    Emre Eoin Eric Erica Erik Erin Ernest Esteban Esther Ethan Eugene Eunji Evelyn Ewa Ezra Farah Farid
    Fatima Fatou Felix Fernando Fiona Folasade Frances Francesca Francis Francisco Francois Fred Frederick
    Gabriel Gareth Gary Gavin Geoff Geoffrey George Gerald Gerard Gillian Giovanni Giulia Goran Gordon
    Graham Greg Gregory Guadalupe Gwen Habib Hamish Hamza Hannah Harold Harpreet Harry Haruka Hassan Heather
    Hector Heike Helen Helena Henry Herbert Hiroshi Howard Hugh Hugo Hui Hussein Hyun Ian Ibrahim Ignacio
    Imani Imran Ines Ingrid Irene Irina Isaac Isabel Isabella Istvan Ivan Ivana Jacob Jacques Jake Jamal
    James Jamie Jamila Jan Jane Janet Janice Jason Javier Jean Jeff Jeffrey Jelena Jennifer Jenny Jeremy
    Jermaine Jerome Jerry Jesse Jessica Jianguo Jihoon Jim Jimmy Jin Joan Joanna Joanne Joe Joel Johann John
    Johnny Jon Jonas Jonathan Jorge Jose Joseph Josh Joshua Joyce Juan Juana Judith Judy Julia Julian Julie
    Justin Kamal Karen Karim Karl Katalin Katarzyna Kate Katherine Kathleen Kathryn Kathy Katie Keiko Keisha
    Keith Ken Kenji Kenneth Kevin Khadija Khalid Kiran Kofi Kurt Kwame Kyle LaShawn Lakisha Lakshmi Lamar
    Larry Lars Latisha Latoya Laura Lauren Laurence Layla Leah Leila Leon Leonard Leonardo Leroy Leslie
    Lewis Leyla Li Liam Lila Linda Linh Lisa Liz Lorenzo Lorraine Louis Louise Luca Lucas Lucia Lucy Ludmila
    Luis Luke Luz Lydia Lynn Magdalena Maggie Mahesh Malik Mamadou Manish Marcus Marek Margaret Margaux
    Maria Mariana Marie Mario Marion Marisol Marquis Marta Martha Martin Mary Mateo Matt Matteo Matthew
    Maureen Maurice Maya Megan Mehmet Mei Melanie Melissa Michael Michel Michele Michelle Miguel Mike Milos
    Ming Minh Minjun Miriam Mohamed Mohammad Mohammed Molly Monica Mordechai Moses Moshe Muhammad Musa
    Mustafa Nadia Nancy Naomi Nasreen Natalia Natalie Natasha Nathan Neha Neil Ngozi Nguyen Niamh Nicholas
    Nick Nicola Nicolas Nicole Nigel Nikhil Nikolai Nina Noah Noor Norman Noura Oksana Oleg Olga Oliver
    Olivia Oluwaseun Omar Oscar Otis Ousmane Owen Pablo Paco Pamela Patricia Patrick Paul Paula Pauline
    Pavel Pawel Pedro Peggy Pete Peter Phil Philip Philippa Phillip Pierre Piotr Pooja Priya Quang Rachel
    Rafael Raheem Rahul Raj Rajesh Ralph Ramesh Ramon Ramona Randy Rashid Raul Ravi Raymond Rebecca Reginald
    Reza Rhys Ricardo Richard Rita Rivka Robert Roberto Rodney Roger Rohit Roland Ronald Rosario Rosemary
    Roy Ruben Rupert Russell Ruth Ryan Sally Samantha Samir Samira Samuel Sandeep Sandra Sanjay Sara Sarah
    Saul Sean Sergei Sergey Sergio Shanice Shaniqua Sharon Shaun Sheila Shirin Shirley Shlomo Shoshana Simon
    Siobhan Sipho Sofia Sonia Sophia Sophie Stanley Stella Stephanie Stephen Steve Steven Stuart Sunil
    Sunita Suresh Susan Susie Suzanne Sven Svetlana Sylvia Takeshi Tamara Tamika Tanisha Tanya Tariq Tatiana
    Ted Teresa Terrell Terrence Terry Thabo Theresa Thomas Thuy Tim Timothy Tina Todd Tom Tomas Tomasz Tony
    Tova Tracy Tremaine Trevor Tyler Tyrone Ursula Valerie Vanessa Vera Veronica Vicky Victor Vijay Vikram
    Vincent Vladimir Walter Wanda Wayne Wei Wendy Wilhelm William Winston Xavier Ximena Xin Xiuying Xochitl
    Yael Yara Yasmin Yaw Yitzhak Yolanda Youssef Yousuf Yuki Yulia Yusuf Yvonne Zainab Zanele Zoltan Sam
    Sammy Zoe Kim Nell Lottie Tamsin Yusra Nerys Huw
    """
)
